package org.breakwater.script.module.domain;

import static org.breakwater.script.run.RouteKind.BRANCH;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.LOCAL;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.DomainDirectory;
import org.breakwater.platform.directory.DomainDirectory.Domain;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Export table of domain. */
public final class DomainModule implements ScriptModule {

    private static final Set<RouteKind> ROUTES = Set.of(REQUEST, FAILURE, BRANCH, LOCAL);
    private static final ArgumentKind TEXT = ArgumentKind.STRING;

    private final Directories directories;
    private final ModuleExports exports;
    private String dbUrl = "mysql://kamailioro:kamailioro@localhost/kamailio";
    private String domainTable = "domain";
    private boolean registerMyself;
    private volatile DomainDirectory domains;

    /** Tables come from {@code directories}. */
    public DomainModule(Directories directories) {
        this.directories = directories;
        this.exports = KnownParameters.complete(ModuleExports.of("domain")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("domain_table", v -> domainTable = v))
                .parameter(ParameterExport.integer("register_myself", v -> registerMyself = v != 0))
                .function(FunctionExport.of("is_from_local", ROUTES, (a, l) -> this::isFromLocal))
                .function(FunctionExport.of("is_uri_host_local", ROUTES, (a, l) -> this::isUriHostLocal))
                .function(FunctionExport.of("is_domain_local", ROUTES, (a, l) -> isDomainLocal(a), TEXT))
                .function(FunctionExport.of("lookup_domain", ROUTES, (a, l) -> lookup(a), TEXT))
                .function(FunctionExport.of("lookup_domain", ROUTES, (a, l) -> lookup(a), TEXT, TEXT))
                .rpc(new RpcExport("domain.reload", "Reads the domain tables again.", p -> reload()))
                .rpc(new RpcExport("domain.dump", "Lists the domains.", p -> dump())));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (!domainTable.equals("domain")) {
            throw new FixupException("domain_table must be \"domain\"; other names are not supported");
        }
        if (registerMyself) {
            load.localDomains().add((host, port, protocol) -> isLocal(host));
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        domains = directories.at(dbUrl).domains();
    }

    private Optional<Domain> find(String host) {
        return domains == null || host == null ? Optional.empty() : domains.find(host);
    }

    private boolean isLocal(String host) {
        return find(host).isPresent();
    }

    private int isFromLocal(ScriptContext ctx) {
        try {
            return isLocal(ctx.message().from().uri().host()) ? 1 : -1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    private int isUriHostLocal(ScriptContext ctx) {
        try {
            return isLocal(SipUri.parse(ctx.requestUri()).host()) ? 1 : -1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    private Action isDomainLocal(Arguments a) {
        Expression name = a.expression(0);
        return ctx -> isLocal(name.asText(ctx)) ? 1 : -1;
    }

    private Action lookup(Arguments a) {
        Expression name = a.expression(0);
        Expression prefix = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            Domain domain = find(name.asText(ctx)).orElse(null);
            if (domain == null) {
                return -1;
            }
            String before = prefix == null ? "" : prefix.asText(ctx);
            put(ctx, before + "did", domain.id());
            domain.attributes().forEach((key, value) -> put(ctx, before + key, value));
            return 1;
        };
    }

    private static void put(ScriptContext ctx, String name, Object value) {
        Value v = value instanceof Long n ? Value.of(n.intValue()) : Value.of(Octets.fromUnicode(value.toString()));
        ctx.scope().avps().push(name, v);
    }

    private Object reload() {
        if (domains != null) {
            domains.refresh();
        }
        return null;
    }

    private Object dump() {
        List<Object> all = new ArrayList<>();
        if (domains != null) {
            domains.all().forEach(d -> all.add(Map.of("domain", d.name(), "did", d.id(), "attrs", d.attributes())));
        }
        return all;
    }
}
