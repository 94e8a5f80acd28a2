package org.breakwater.script.module.speeddial;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.SpeedDialDirectory;
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
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.UriEscapes;

/** Export table of speeddial. */
public final class SpeeddialModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final ArgumentKind TEXT = ArgumentKind.STRING;

    private final Directories directories;
    private final Map<String, Table> tables = new HashMap<>();
    private final ModuleExports exports;
    private String dbUrl = "mysql://kamailioro:kamailioro@localhost/kamailio";
    private String domainPrefix = "";
    private boolean useDomain;

    /** Tables come from {@code directories}. */
    public SpeeddialModule(Directories directories) {
        this.directories = directories;
        this.exports = KnownParameters.complete(ModuleExports.of("speeddial")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("domain_prefix", v -> domainPrefix = v))
                .parameter(ParameterExport.integer("use_domain", v -> useDomain = v != 0))
                .function(FunctionExport.of("sd_lookup", REQUEST, (a, l) -> lookup(a), TEXT))
                .function(FunctionExport.of("sd_lookup", REQUEST, (a, l) -> lookup(a), TEXT, TEXT)));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        tables.values().forEach(t -> t.directory = directories.at(dbUrl).speedDials(t.name));
    }

    /** A table: opened when the server runs, because that reads from SQL. */
    private static final class Table {
        private final String name;
        private volatile SpeedDialDirectory directory;

        Table(String name) {
            this.name = name;
        }
    }

    private Action lookup(Arguments a) throws FixupException {
        if (!a.isConstant(0)) {
            throw new FixupException("the table must be a constant");
        }
        Table table = tables.computeIfAbsent(a.text(0), Table::new);
        Expression owner = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            try {
                String ownerUri = owner == null ? ctx.message().from().uriText() : owner.asText(ctx);
                Optional<String> found = find(ctx, table, SipUri.parse(ownerUri));
                found.ifPresent(uri -> ctx.destination().setUri(Octets.fromUnicode(uri)));
                return found.isPresent() ? 1 : -1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }

    private Optional<String> find(ScriptContext ctx, Table table, SipUri owner) throws SipParseException {
        SipUri dialled = SipUri.parse(ctx.requestUri());
        if (table.directory == null || owner.user() == null || dialled.user() == null) {
            return Optional.empty();
        }
        return table.directory.find(name(owner), name(dialled), useDomain);
    }

    private DirectoryName name(SipUri uri) {
        String host = !domainPrefix.isEmpty() && uri.host().startsWith(domainPrefix)
                ? uri.host().substring(domainPrefix.length())
                : uri.host();
        return new DirectoryName(Octets.toUnicode(UriEscapes.unescape(uri.user())), host);
    }
}
