package org.breakwater.script.module.pv;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.TimeText;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $Ts $TS $Tf $TF $TV $time $timef …}: the time of the message, read once per message, and the time now. */
final class TimeVariables {

    private static final ContextKey<Long> MESSAGE_TIME = new ContextKey<>("message time");

    private final ZoneId zone;
    private long startedAtMillis;

    TimeVariables(ZoneId zone) {
        this.zone = zone;
    }

    void started(long epochMillis) {
        startedAtMillis = epochMillis;
    }

    List<PvExport> exports() {
        PvTable t = new PvTable();
        t.number("Ts", ctx -> (int) (messageMillis(ctx) / 1000));
        t.number("TS", ctx -> (int) ctx.execution().time().epochSeconds());
        t.text("Tf", ctx -> TimeText.plain(local(messageMillis(ctx))));
        t.text("TF", ctx -> TimeText.plain(local(nowMillis(ctx))));
        t.number("Tb", ctx -> (int) (startedAtMillis / 1000));
        t.named("TV", TimeVariables::value);
        t.named("time", name -> part(name, ctx -> local(messageMillis(ctx))));
        t.named("utime", name -> part(name, ctx -> utc(messageMillis(ctx))));
        t.add(new PvExport("timef", (spec, load) -> formatted(spec, load, ctx -> local(messageMillis(ctx)))));
        t.add(new PvExport("utimef", (spec, load) -> formatted(spec, load, ctx -> utc(messageMillis(ctx)))));
        return t.exports();
    }

    private static long messageMillis(ScriptContext ctx) {
        return ctx.attachments().orNew(MESSAGE_TIME, () -> nowMillis(ctx));
    }

    private static long nowMillis(ScriptContext ctx) {
        return ctx.execution().time().epochMillis();
    }

    private ZonedDateTime local(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone);
    }

    private static ZonedDateTime utc(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    }

    private static Pv value(String key) throws FixupException {
        return switch (key) {
            case "s" -> PvTable.number(ctx -> (int) (messageMillis(ctx) / 1000));
            case "u" -> PvTable.number(ctx -> micros(messageMillis(ctx)));
            case "sn" -> PvTable.number(ctx -> (int) (nowMillis(ctx) / 1000));
            case "un" -> PvTable.number(ctx -> micros(nowMillis(ctx)));
            case "Sn" ->
                ctx -> {
                    long now = nowMillis(ctx);
                    return Value.of(now / 1000 + "." + String.format("%06d", micros(now)));
                };
            default -> throw new FixupException("$TV(" + key + "): one of s u sn un Sn");
        };
    }

    private static int micros(long millis) {
        return (int) (millis % 1000) * 1000;
    }

    private static Pv part(String name, Clock clock) throws FixupException {
        return switch (name) {
            case "sec" -> PvTable.number(ctx -> clock.of(ctx).getSecond());
            case "min" -> PvTable.number(ctx -> clock.of(ctx).getMinute());
            case "hour" -> PvTable.number(ctx -> clock.of(ctx).getHour());
            case "mday" -> PvTable.number(ctx -> clock.of(ctx).getDayOfMonth());
            case "mon" -> PvTable.number(ctx -> clock.of(ctx).getMonthValue());
            case "year" -> PvTable.number(ctx -> clock.of(ctx).getYear());
            case "wday" -> PvTable.number(ctx -> clock.of(ctx).getDayOfWeek().getValue() % 7 + 1);
            case "yday" -> PvTable.number(ctx -> clock.of(ctx).getDayOfYear());
            case "isdst" -> PvTable.number(ctx -> isDaylightSaving(clock.of(ctx)) ? 1 : 0);
            default ->
                throw new FixupException("$time(" + name + "): one of sec min hour mday mon year wday yday isdst");
        };
    }

    private static boolean isDaylightSaving(ZonedDateTime t) {
        return t.getZone().getRules().isDaylightSavings(t.toInstant());
    }

    private static Pv formatted(PvSpec spec, LoadContext load, Clock clock) throws FixupException {
        Expression format = Names.expression(spec, load);
        return ctx -> Value.of(TimeText.format(format.asText(ctx), clock.of(ctx)));
    }

    @FunctionalInterface
    private interface Clock {
        ZonedDateTime of(ScriptContext ctx);
    }
}
