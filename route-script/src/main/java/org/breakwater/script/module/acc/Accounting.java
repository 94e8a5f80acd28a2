package org.breakwater.script.module.acc;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;

/** Writes records when transactions are answered, fail, or are acknowledged. */
final class Accounting implements TransactionListener {

    private static final String ANSWERED = "ACC: transaction answered: ";
    private static final String MISSED = "ACC: call missed: ";
    private static final String ACKNOWLEDGED = "ACC: request acknowledged: ";
    private static final int SESSION_PROGRESS = 183;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final AccSettings settings;
    private final TimeSource time;
    private final ZoneId zone;
    private final ContextKey<ScriptContext> request = new ContextKey<>("acc");
    private volatile SqlExecutor sql;

    Accounting(AccSettings settings, TimeSource time, ZoneId zone) {
        this.settings = settings;
        this.time = time;
        this.zone = zone;
    }

    void open(SqlExecutor executor) {
        sql = executor;
    }

    @Override
    public void created(ScriptTransaction transaction, ScriptContext ctx) {
        if (transaction.request().method() == Method.CANCEL && !settings.reportCancels) {
            return;
        }
        transaction.scope().attachments().put(request, ctx);
    }

    @Override
    public void replied(ScriptTransaction transaction, int status, String reason, SipMessage reply) {
        ScriptContext ctx = transaction.scope().attachments().get(request);
        if (ctx == null) {
            return;
        }
        int flags = transaction.scope().flags();
        if (status >= 300 && transaction.request().method() == Method.INVITE && settings.isMissedWanted(flags)) {
            missed(ctx, record(transaction.request(), status, reason, reply), flags);
        }
        if (settings.isWanted(flags) && isAccounted(status, flags, reply)) {
            answered(ctx, record(transaction.request(), status, reason, reply), ANSWERED, flags);
        }
    }

    private boolean isAccounted(int status, int flags, SipMessage reply) {
        if (status >= 300) {
            return AccSettings.isSet(flags, settings.failedFlag) && !settings.failedFilter.contains(status);
        }
        return status >= 200 || settings.earlyMedia && reply != null && status == SESSION_PROGRESS;
    }

    @Override
    public void acknowledged(ScriptTransaction transaction, SipMessage ack) {
        ScriptContext ctx = transaction.scope().attachments().get(request);
        int flags = transaction.scope().flags();
        if (ctx != null
                && ack != null
                && settings.reportAck
                && transaction.lastStatus() < 300
                && settings.isWanted(flags)) {
            String code = Integer.toString(transaction.lastStatus());
            answered(ctx, AccRecord.of(ack, null, code, "", settings.detectDirection), ACKNOWLEDGED, flags);
        }
    }

    private AccRecord record(SipMessage of, int status, String reason, SipMessage reply) {
        String toTag = reply == null ? null : reply.toTag();
        String text = reason;
        if (settings.reasonFromHeader && reply != null && reply.header(HeaderName.REASON) != null) {
            text = reply.header(HeaderName.REASON);
        }
        return AccRecord.of(of, toTag, Integer.toString(status), text, settings.detectDirection);
    }

    private void answered(ScriptContext ctx, AccRecord record, String what, int flags) {
        if (AccSettings.isSet(flags, settings.logFlag)) {
            log(ctx, record, what);
        }
        if (AccSettings.isSet(flags, settings.dbFlag)) {
            insert(ctx, record, settings.accTable);
        }
    }

    /** A missed call is recorded once: its flags are taken away. */
    private void missed(ScriptContext ctx, AccRecord record, int flags) {
        int left = flags;
        if (AccSettings.isSet(flags, settings.logMissedFlag)) {
            log(ctx, record, MISSED);
            left &= ~(1 << settings.logMissedFlag);
        }
        if (AccSettings.isSet(flags, settings.dbMissedFlag)) {
            insert(ctx, record, settings.missedTable);
            left &= ~(1 << settings.dbMissedFlag);
        }
        ctx.scope().setFlags(left);
    }

    void log(ScriptContext ctx, AccRecord record, String what) {
        if (ctx.execution().log().isEnabled(settings.logLevel)) {
            ctx.log(settings.logLevel, record.line(what, time.epochSeconds(), settings.logExtra, ctx));
        }
    }

    /** Queues a row. Returns false when there is no database or too many rows wait. */
    boolean insert(ScriptContext ctx, AccRecord record, String table) {
        SqlExecutor executor = sql;
        if (executor == null) {
            return false;
        }
        List<String> names = new ArrayList<>(settings.columns.all());
        names.addAll(settings.dbExtra.keySet());
        String now = TIME.format(Instant.ofEpochMilli(time.epochMillis()).atZone(zone));
        return executor.insert(table, names, record.row(now, settings.dbExtra, ctx));
    }

    /** What an {@code acc_*_request("404 not found")} records: the comment's code and the rest of it. */
    AccRecord requested(ScriptContext ctx, String comment) {
        boolean hasCode =
                comment.length() >= 3 && comment.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9');
        String code = hasCode ? comment.substring(0, 3) : "0";
        String reason = hasCode ? comment.substring(3).trim() : comment;
        return AccRecord.of(ctx.message(), null, code, reason, settings.detectDirection);
    }
}
