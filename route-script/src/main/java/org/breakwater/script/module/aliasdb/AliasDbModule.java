package org.breakwater.script.module.aliasdb;

import static org.breakwater.script.run.RouteKind.BRANCH;
import static org.breakwater.script.run.RouteKind.CORE_REPLY;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.LOCAL;
import static org.breakwater.script.run.RouteKind.ONREPLY;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.platform.directory.AliasDirectory;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.UriEscapes;

/** Export table of alias_db. */
public final class AliasDbModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST_AND_FAILURE = Set.of(REQUEST, FAILURE);
    private static final Set<RouteKind> FIND = Set.of(REQUEST, FAILURE, ONREPLY, BRANCH, LOCAL, CORE_REPLY);

    private final Directories directories;
    private final Map<String, Table> tables = new HashMap<>();
    private final ModuleExports exports;
    private String dbUrl = "mysql://kamailioro:kamailioro@localhost/kamailio";
    private String domainPrefix = "";
    private boolean useDomain;
    private boolean appendBranches;

    /** Tables come from {@code directories}. */
    public AliasDbModule(Directories directories) {
        this.directories = directories;
        ArgumentKind text = ArgumentKind.STRING;
        this.exports = KnownParameters.complete(ModuleExports.of("alias_db")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("domain_prefix", v -> domainPrefix = v))
                .parameter(ParameterExport.integer("use_domain", v -> useDomain = v != 0))
                .parameter(ParameterExport.integer("append_branches", v -> appendBranches = v != 0))
                .function(FunctionExport.of("alias_db_lookup", REQUEST_AND_FAILURE, (a, l) -> lookup(a), text))
                .function(FunctionExport.of("alias_db_lookup", REQUEST_AND_FAILURE, (a, l) -> lookup(a), text, text))
                .function(FunctionExport.of("alias_db_find", FIND, (a, l) -> find(a), text, text, ArgumentKind.PV))
                .function(FunctionExport.of(
                        "alias_db_find", FIND, (a, l) -> find(a), text, text, ArgumentKind.PV, text)));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        tables.values().forEach(Table::open);
    }

    /** A table: opened when the server runs, because that reads from SQL. */
    private final class Table {
        private final String name;
        private volatile AliasDirectory directory;

        Table(String name) {
            this.name = name;
        }

        void open() {
            directory = directories.at(dbUrl).aliases(name);
        }

        List<DirectoryName> find(SipUri uri, boolean withDomain, boolean reverse) {
            if (directory == null || uri.user() == null) {
                return List.of();
            }
            String user = Octets.toUnicode(UriEscapes.unescape(uri.user()));
            String domain = withDomain ? withoutPrefix(uri.host()) : null;
            return reverse ? directory.aliasesOf(user, domain) : directory.targets(user, domain);
        }
    }

    private String withoutPrefix(String host) {
        return !domainPrefix.isEmpty() && host.startsWith(domainPrefix) ? host.substring(domainPrefix.length()) : host;
    }

    private Table table(Arguments a) throws FixupException {
        if (!a.isConstant(0)) {
            throw new FixupException("the table must be a constant");
        }
        return tables.computeIfAbsent(a.text(0), Table::new);
    }

    private boolean withDomain(String flags) {
        return flags.contains("u") || useDomain && !flags.contains("d");
    }

    private Action lookup(Arguments a) throws FixupException {
        Table table = table(a);
        Expression flags = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            try {
                SipUri uri = SipUri.parse(ctx.requestUri());
                boolean withDomain = withDomain(flags == null ? "" : flags.asText(ctx));
                List<DirectoryName> found = table.find(uri, withDomain, false);
                found.stream().findFirst().ifPresent(t -> ctx.destination().setUri(uriOf(t)));
                if (appendBranches) {
                    found.stream().skip(1).forEach(t -> branch(ctx, t));
                }
                return found.isEmpty() ? -1 : 1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }

    private static void branch(ScriptContext ctx, DirectoryName target) {
        Destination branch = new Destination();
        branch.setUri(uriOf(target));
        ctx.branches().add(branch);
    }

    private static String uriOf(DirectoryName name) {
        return "sip:" + UriEscapes.escapeUser(Octets.fromUnicode(name.username())) + '@' + name.domain();
    }

    private Action find(Arguments a) throws FixupException {
        Table table = table(a);
        Expression input = a.expression(1);
        Pv output = a.pv(2);
        if (!output.isWritable()) {
            throw new FixupException("the result needs a variable that can be written");
        }
        Expression flags = a.count() > 3 ? a.expression(3) : null;
        return ctx -> {
            try {
                SipUri uri = SipUri.parse(input.asText(ctx));
                String options = flags == null ? "" : flags.asText(ctx);
                List<DirectoryName> found = table.find(uri, withDomain(options), options.contains("r"));
                return found.isEmpty() || !output.set(ctx, Value.of(uriOf(found.get(0)))) ? -1 : 1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }
}
