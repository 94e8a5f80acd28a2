package org.breakwater.script.module.msilo;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Export table of msilo. */
public final class MsiloModule implements ScriptModule {

    private static final Set<RouteKind> STORE = Set.of(RouteKind.REQUEST, RouteKind.FAILURE);
    private static final Set<RouteKind> DUMP = Set.of(RouteKind.REQUEST);
    private static final int USUAL_MOST = 100;
    private static final int MOST = 1000;
    private static final int BAD_REQUEST = 400;
    private static final int THREE_DAYS_SECONDS = 259_200;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    private final Signalling signalling;
    private final Directories directories;
    private final TimeSource time;
    private final ScheduledExecutorService scheduler;
    private final ModuleExports exports;
    private String dbUrl = "";
    private String table = "silo";
    private int expireSeconds = THREE_DAYS_SECONDS;
    private int checkSeconds = 60;
    private int mostOfAUser = USUAL_MOST;
    private boolean addDate = true;
    private volatile Silo silo;
    private ScheduledFuture<?> tidying;

    /**
     * @param directories databases by URL; asked when the server runs
     * @param scheduler for looking after what ran out
     */
    public MsiloModule(
            Signalling signalling, Directories directories, TimeSource time, ScheduledExecutorService scheduler) {
        this.signalling = signalling;
        this.directories = directories;
        this.time = time;
        this.scheduler = scheduler;
        ModuleExports.Builder exported = ModuleExports.of("msilo");
        functions(exported);
        parameters(exported);
        this.exports = KnownParameters.complete(exported);
    }

    private void functions(ModuleExports.Builder table) {
        table.function(FunctionExport.blocking("m_store", STORE, (a, l) -> ctx -> store(ctx, ctx.requestUri())))
                .function(FunctionExport.blocking(
                        "m_store",
                        STORE,
                        (a, l) -> {
                            Expression owner = a.expression(0);
                            return ctx -> store(ctx, owner.asText(ctx));
                        },
                        STRING))
                .function(FunctionExport.onWorker("m_dump", DUMP, (a, l) -> ctx -> dump(ctx, "", MOST)))
                .function(FunctionExport.onWorker(
                        "m_dump",
                        DUMP,
                        (a, l) -> {
                            Expression owner = a.expression(0);
                            return ctx -> dump(ctx, owner.asText(ctx), MOST);
                        },
                        STRING))
                .function(FunctionExport.onWorker(
                        "m_dump",
                        DUMP,
                        (a, l) -> {
                            Expression owner = a.expression(0);
                            ToIntFunction<ScriptContext> most = a.expression(1)::asInt;
                            return ctx -> dump(ctx, owner.asText(ctx), most.applyAsInt(ctx));
                        },
                        STRING,
                        INT));
    }

    private void parameters(ModuleExports.Builder exported) {
        exported.parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("db_table", v -> table = name(v)))
                .parameter(ParameterExport.integer("expire_time", v -> expireSeconds = seconds("expire_time", v)))
                .parameter(ParameterExport.integer("check_time", v -> checkSeconds = seconds("check_time", v)))
                .parameter(ParameterExport.integer("add_date", v -> addDate = v != 0))
                .parameter(ParameterExport.integer("max_messages", v -> mostOfAUser = most(v)));
    }

    private static String name(String table) throws FixupException {
        if (!table.matches("[A-Za-z0-9_]{1,64}")) {
            throw new FixupException("db_table is \"" + table + "\"; a table has letters, digits and underscores");
        }
        return table;
    }

    private static int seconds(String name, int value) throws FixupException {
        if (value < 1) {
            throw new FixupException(name + " is " + value + " seconds; choose 1 or more");
        }
        return value;
    }

    private static int most(int value) throws FixupException {
        if (value < 0 || value > MOST) {
            throw new FixupException("max_messages is " + value + "; choose 1 to " + MOST + ", or 0 for " + USUAL_MOST);
        }
        return value == 0 ? USUAL_MOST : value;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (dbUrl.isEmpty()) {
            throw new FixupException(
                    "db_url is missing; name the database, \"breakwater:directory\" is the server's own");
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        silo = new Silo(directories.at(dbUrl).sql(), table);
        tidying = scheduler.scheduleWithFixedDelay(
                () -> silo.tidy(time.epochSeconds()), checkSeconds, checkSeconds, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        if (tidying != null) {
            tidying.cancel(false);
        }
    }

    private int store(ScriptContext ctx, String ownerUri) {
        SipMessage m = ctx.message();
        try {
            if (m.method() != Method.MESSAGE || m.bodyLength() == 0) {
                return -1;
            }
            DirectoryName owner = owner(ownerUri.isEmpty() ? ctx.requestUri() : ownerUri);
            long now = time.epochSeconds();
            int seconds = DeltaSeconds.parseInt(m.header(HeaderName.EXPIRES), expireSeconds);
            String type = m.header(HeaderName.CONTENT_TYPE);
            String problem = silo.store(
                    new StoredMessage(
                            0,
                            owner,
                            m.from().uriText(),
                            m.to().uriText(),
                            m.callId() == null ? "" : m.callId(),
                            type == null ? "text/plain" : type.strip(),
                            m.body(),
                            now,
                            0),
                    now + Math.min(seconds, expireSeconds),
                    mostOfAUser);
            if (!problem.isEmpty()) {
                ctx.log(-1, "a message for " + owner + " is not kept: " + problem + "\n");
            }
            return problem.isEmpty() ? 1 : -1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    private static DirectoryName owner(String uri) throws SipParseException {
        SipUri parsed = SipUri.parse(uri);
        if (parsed.user() == null) {
            throw new SipParseException(BAD_REQUEST, 0, "no user in " + uri);
        }
        return new DirectoryName(parsed.user(), parsed.host().toLowerCase(Locale.ROOT));
    }

    /** What waits for who registers goes to the phone that does, over the connection it came by. */
    private int dump(ScriptContext ctx, String ownerUri, int most) {
        SipMessage m = ctx.message();
        try {
            DirectoryName owner = owner(ownerUri.isEmpty() ? m.to().uriText() : ownerUri);
            List<NameAddr> contacts = m.addresses(HeaderName.CONTACT);
            if (m.method() != Method.REGISTER || contacts.isEmpty() || ends(m, contacts.get(0)) || most < 1) {
                return -1;
            }
            Way way = Way.of(contacts.get(0).uri().toString(), ctx.flow());
            Silo kept = silo;
            kept.of(owner, time.epochSeconds(), Math.min(most, MOST))
                    .thenAccept(messages -> sendNext(kept, messages, 0, way));
            return 1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    private static boolean ends(SipMessage m, NameAddr contact) {
        int ofRequest = DeltaSeconds.parseInt(m.header(HeaderName.EXPIRES), 1);
        return DeltaSeconds.parseInt(contact.params().get("expires"), ofRequest) == 0;
    }

    /** One after the other, so that they come in their order; one that is refused ends it for now. */
    private void sendNext(Silo kept, List<StoredMessage> messages, int index, Way way) {
        if (index >= messages.size()) {
            return;
        }
        StoredMessage m = messages.get(index);
        kept.claim(m, time.epochSeconds()).thenAccept(ours -> {
            if (!ours) {
                sendNext(kept, messages, index + 1, way);
                return;
            }
            signalling.send(request(m, way), reply -> {
                if (reply.status() < 300) {
                    kept.sent(m).thenRun(() -> sendNext(kept, messages, index + 1, way));
                } else {
                    kept.giveBack(m);
                }
            });
        });
    }

    private LocalRequest request(StoredMessage m, Way way) {
        String date = DATE.format(Instant.ofEpochSecond(m.storedAt()).atOffset(ZoneOffset.UTC));
        boolean dated = addDate && m.contentType().toLowerCase(Locale.ROOT).startsWith("text/plain");
        return new LocalRequest(
                "MESSAGE",
                way.uri(),
                way.nextHop(),
                m.from(),
                m.to(),
                m.callId().isEmpty() ? null : m.callId(),
                LocalRequest.FIRST_CSEQ,
                "Content-Type: " + m.contentType() + "\r\n",
                (dated ? "[Offline message - " + date + "] " : "") + m.body(),
                null,
                way.flowId(),
                true);
    }

    /**
     * How a phone is reached that just registered.
     *
     * @param nextHop null for the URI
     * @param flowId 0 for none
     */
    private record Way(String uri, String nextHop, long flowId) {
        static Way of(String contact, Flow flow) {
            boolean udp = flow.protocol() == TransportProtocol.UDP;
            String seen = "sip:" + Addresses.hostText(flow.remote().getAddress()) + ':'
                    + flow.remote().getPort() + ";transport=udp";
            return new Way(contact, udp ? seen : null, udp ? 0 : flow.id());
        }
    }
}
