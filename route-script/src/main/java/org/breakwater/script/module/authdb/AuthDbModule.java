package org.breakwater.script.module.authdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.directory.Credential;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.HashAlgorithm;
import org.breakwater.platform.directory.SubscriberDirectory;
import org.breakwater.platform.directory.SubscriberTable;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.auth.AuthModule;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.auth.AuthResult;
import org.breakwater.script.module.auth.Ha1Source;
import org.breakwater.script.module.auth.Identity;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.digest.Ha1Set;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Export table of auth_db. */
public final class AuthDbModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final ArgumentKind TEXT = ArgumentKind.STRING;
    private static final int CHECK_IDENTITY_BIT = 1;

    private final Directories directories;
    private final AuthObserver observer;
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Pv> attributeVariables = new HashMap<>();
    private final ModuleExports exports;
    private String dbUrl = "mysql://kamailioro:kamailioro@localhost/kamailio";
    private String userColumn = "username";
    private String domainColumn = "domain";
    private String passwordColumn = "ha1";
    private String passwordColumn2 = "ha1b";
    private String loadCredentials = "";
    private boolean calculateHa1;
    private boolean useDomain;
    private AuthModule auth;

    /** Tables come from {@code directories}; {@code observer} hears of identities that do not match. */
    public AuthDbModule(Directories directories, AuthObserver observer) {
        this.directories = directories;
        this.observer = observer;
        ModuleExports.Builder table = ModuleExports.of("auth_db")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("user_column", v -> userColumn = v))
                .parameter(ParameterExport.string("domain_column", v -> domainColumn = v))
                .parameter(ParameterExport.string("password_column", v -> passwordColumn = v))
                .parameter(ParameterExport.string("password_column_2", v -> passwordColumn2 = v))
                .parameter(ParameterExport.integer("calculate_ha1", v -> calculateHa1 = v != 0))
                .parameter(ParameterExport.integer("use_domain", v -> useDomain = v != 0))
                .parameter(ParameterExport.string("load_credentials", v -> loadCredentials = v))
                .parameter(ParameterExport.ignoredInteger("version_table"))
                .parameter(ParameterExport.ignoredInteger("force_generate_avps"));
        functions(table);
        this.exports = table.build();
    }

    private void functions(ModuleExports.Builder table) {
        for (String name : List.of("www_authenticate", "www_authorize")) {
            table.function(FunctionExport.onWorker(
                            name, REQUEST, (a, l) -> authenticate(a, HeaderName.AUTHORIZATION), TEXT, TEXT))
                    .function(FunctionExport.onWorker(
                            name, REQUEST, (a, l) -> authenticate(a, HeaderName.AUTHORIZATION), TEXT, TEXT, TEXT));
        }
        for (String name : List.of("proxy_authenticate", "proxy_authorize")) {
            table.function(FunctionExport.onWorker(
                    name, REQUEST, (a, l) -> authenticate(a, HeaderName.PROXY_AUTHORIZATION), TEXT, TEXT));
        }
        table.function(FunctionExport.onWorker(
                        "auth_check", REQUEST, (a, l) -> authCheck(a), TEXT, TEXT, ArgumentKind.INT))
                .function(FunctionExport.of(
                        "is_subscriber",
                        Set.of(RouteKind.REQUEST, RouteKind.FAILURE),
                        (a, l) -> isSubscriber(a),
                        TEXT,
                        TEXT,
                        ArgumentKind.INT));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        auth = load.module(AuthModule.class)
                .orElseThrow(() -> new FixupException("module auth must be loaded as well"));
        for (String part : loadCredentials.split(";")) {
            String text = part.trim();
            int eq = text.indexOf('=');
            if (!text.isEmpty()) {
                String column = eq < 0 ? text : text.substring(eq + 1).trim();
                String variable =
                        eq < 0 ? "$avp(" + text + ")" : text.substring(0, eq).trim();
                attributeVariables.put(column, load.pv(variable));
            }
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        tables.values().forEach(Table::open);
    }

    /** A subscriber table: opened when the server runs, because that reads from SQL. */
    private final class Table {
        private final SubscriberTable shape;
        private volatile SubscriberDirectory directory;

        Table(String name) {
            shape = new SubscriberTable(
                    name,
                    userColumn,
                    domainColumn,
                    passwordColumn,
                    passwordColumn2,
                    calculateHa1,
                    new ArrayList<>(attributeVariables.keySet()));
        }

        void open() {
            directory = directories.at(dbUrl).subscribers(shape);
        }

        Optional<Credential> find(String user, String domain) {
            return directory == null ? Optional.empty() : directory.find(user, domain);
        }
    }

    /** The table of a constant argument; tables named by variables are not supported. */
    private Table table(Arguments a, int i) throws FixupException {
        if (!a.isConstant(i)) {
            throw new FixupException("the table must be a constant");
        }
        return tables.computeIfAbsent(a.text(i), Table::new);
    }

    private Action authenticate(Arguments a, HeaderName field) throws FixupException {
        Expression realm = a.expression(0);
        Expression method = a.count() > 2 ? a.expression(2) : null;
        Ha1Source source = source(table(a, 1));
        return ctx -> auth.authenticator()
                .check(
                        ctx,
                        realm.asText(ctx),
                        field,
                        source,
                        method == null ? ctx.message().methodName() : method.asText(ctx))
                .code();
    }

    private Action authCheck(Arguments a) throws FixupException {
        Expression realm = a.expression(0);
        Expression flags = a.expression(2);
        Ha1Source source = source(table(a, 1));
        return ctx -> {
            HeaderName field = ctx.message().method() == Method.REGISTER
                    ? HeaderName.AUTHORIZATION
                    : HeaderName.PROXY_AUTHORIZATION;
            AuthResult result = auth.authenticator().check(ctx, realm.asText(ctx), field, source);
            if (result == AuthResult.OK && (flags.asInt(ctx) & CHECK_IDENTITY_BIT) != 0) {
                result = Identity.check(ctx, useDomain, observer);
            }
            return result.code();
        };
    }

    private Ha1Source source(Table table) {
        return new Ha1Source() {
            @Override
            public Ha1Set find(ScriptContext ctx, DigestCredentials credentials) {
                Credential found = table.find(Ha1Source.user(credentials), useDomain ? domain(credentials) : null)
                        .orElse(null);
                if (found == null) {
                    return null;
                }
                loadAttributes(ctx, found);
                return hashes(found, credentials);
            }

            @Override
            public String account(DigestCredentials credentials) {
                String user = Ha1Source.user(credentials);
                return useDomain ? user + '@' + domain(credentials).toLowerCase(Locale.ROOT) : user;
            }
        };
    }

    private static String domain(DigestCredentials credentials) {
        String username = credentials.username();
        int at = username.indexOf('@');
        return at < 0 ? credentials.realm() : username.substring(at + 1);
    }

    private static Ha1Set hashes(Credential found, DigestCredentials credentials) {
        boolean sha = credentials.algorithm().name().contains("SHA");
        String ha1 = found.ha1(
                        sha ? HashAlgorithm.SHA_256 : HashAlgorithm.MD5,
                        Octets.toUnicode(credentials.username()),
                        Octets.toUnicode(credentials.realm()))
                .orElse(null);
        return sha ? new Ha1Set(null, ha1, null) : Ha1Set.ofMd5(ha1);
    }

    private void loadAttributes(ScriptContext ctx, Credential found) {
        attributeVariables.forEach((column, variable) ->
                found.attribute(column).ifPresent(v -> variable.set(ctx, Value.of(Octets.fromUnicode(v)))));
    }

    private Action isSubscriber(Arguments a) throws FixupException {
        Expression uri = a.expression(0);
        Expression flags = a.expression(2);
        Table table = table(a, 1);
        return ctx -> {
            try {
                SipUri parsed = SipUri.parse(uri.asText(ctx));
                String domain = useDomain || (flags.asInt(ctx) & 1) != 0 ? parsed.host() : null;
                Optional<Credential> found =
                        parsed.user() == null ? Optional.empty() : table.find(parsed.user(), domain);
                found.ifPresent(c -> loadAttributes(ctx, c));
                return found.isPresent() ? 1 : -1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }
}
