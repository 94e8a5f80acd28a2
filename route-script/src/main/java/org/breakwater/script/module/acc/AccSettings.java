package org.breakwater.script.module.acc;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.PvSyntaxException;

/** Parameters of acc, with Kamailio's defaults; flags are bit numbers, -1 for none. */
final class AccSettings {

    private static final int LAST_FLAG = 31;

    boolean earlyMedia;
    boolean reportAck;
    boolean reportCancels;
    boolean detectDirection;
    boolean reasonFromHeader;
    int failedFlag = -1;
    int logFlag = -1;
    int logMissedFlag = -1;
    int logLevel = 1;
    int dbFlag = -1;
    int dbMissedFlag = -1;
    String dbUrl;
    String accTable = "acc";
    String missedTable = "missed_calls";
    final Set<Integer> failedFilter = new HashSet<>();
    final Columns columns = new Columns();
    private String logExtraText = "";
    private String dbExtraText = "";
    private final Set<String> withoutEffect = new HashSet<>();
    Map<String, Expression> logExtra = Map.of();
    Map<String, Expression> dbExtra = Map.of();

    /** Names of the columns every row has. */
    static final class Columns {
        String method = "method";
        String fromTag = "from_tag";
        String toTag = "to_tag";
        String callId = "callid";
        String code = "sip_code";
        String reason = "sip_reason";
        String time = "time";

        List<String> all() {
            return List.of(method, fromTag, toTag, callId, code, reason, time);
        }
    }

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("early_media", v -> earlyMedia = v != 0))
                .parameter(ParameterExport.integer("report_ack", v -> reportAck = v != 0))
                .parameter(ParameterExport.integer("report_cancels", v -> reportCancels = v != 0))
                .parameter(ParameterExport.integer("detect_direction", v -> detectDirection = v != 0))
                .parameter(ParameterExport.integer("reason_from_hf", v -> reasonFromHeader = v != 0))
                .parameter(ParameterExport.integer("failed_transaction_flag", v -> failedFlag = flag(v)))
                .parameter(ParameterExport.string("failed_filter", this::failedFilter))
                .parameter(ParameterExport.integer("log_flag", v -> logFlag = flag(v)))
                .parameter(ParameterExport.integer("log_missed_flag", v -> logMissedFlag = flag(v)))
                .parameter(ParameterExport.integer("log_level", v -> logLevel = v))
                .parameter(ParameterExport.string("log_extra", v -> logExtraText = v))
                .parameter(ParameterExport.integer("db_flag", v -> dbFlag = flag(v)))
                .parameter(ParameterExport.integer("db_missed_flag", v -> dbMissedFlag = flag(v)))
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("db_extra", v -> dbExtraText = v))
                .parameter(ParameterExport.string("db_table_acc", v -> accTable = v))
                .parameter(ParameterExport.string("db_table_missed_calls", v -> missedTable = v));
        columns(table);
        for (String name : List.of("cdr_enable", "time_mode")) {
            table.parameter(ParameterExport.integer(name, v -> noteWithoutEffect(name, v != 0)));
        }
        table.parameter(ParameterExport.string("multi_leg_info", v -> noteWithoutEffect("multi_leg_info", true)));
    }

    private void columns(ModuleExports.Builder table) {
        table.parameter(ParameterExport.string("acc_method_column", v -> columns.method = v))
                .parameter(ParameterExport.string("acc_from_tag_column", v -> columns.fromTag = v))
                .parameter(ParameterExport.string("acc_to_tag_column", v -> columns.toTag = v))
                .parameter(ParameterExport.string("acc_callid_column", v -> columns.callId = v))
                .parameter(ParameterExport.string("acc_sip_code_column", v -> columns.code = v))
                .parameter(ParameterExport.string("acc_sip_reason_column", v -> columns.reason = v))
                .parameter(ParameterExport.string("acc_time_column", v -> columns.time = v));
    }

    private void noteWithoutEffect(String name, boolean wanted) {
        if (wanted) {
            withoutEffect.add(name);
        }
    }

    private static int flag(int number) throws FixupException {
        if (number < -1 || number > LAST_FLAG) {
            throw new FixupException("a flag is 0 to " + LAST_FLAG);
        }
        return number;
    }

    private void failedFilter(String codes) throws FixupException {
        for (String code : codes.split(",")) {
            try {
                failedFilter.add(Integer.parseInt(code.trim()));
            } catch (NumberFormatException e) {
                throw new FixupException("failed_filter is a list of codes, as \"401,407\"");
            }
        }
    }

    void start(LoadContext load) throws FixupException {
        withoutEffect.forEach(name -> load.warn("acc: parameter " + name + " has no effect here"));
        logExtra = extra(logExtraText, load);
        dbExtra = extra(dbExtraText, load);
    }

    /** {@code name=$variable;…} in order. */
    private static Map<String, Expression> extra(String text, LoadContext load) throws FixupException {
        Map<String, Expression> values = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            if (part.isBlank()) {
                continue;
            }
            int eq = part.indexOf('=');
            if (eq < 1) {
                throw new FixupException("extra values are name=$variable;…, found \"" + part.trim() + "\"");
            }
            values.put(
                    part.substring(0, eq).trim(), value(part.substring(eq + 1).trim(), load));
        }
        return values;
    }

    private static Expression value(String text, LoadContext load) throws FixupException {
        try {
            return PvSpec.parse(text).transformations().isEmpty() ? load.pv(text) : load.format(text);
        } catch (PvSyntaxException e) {
            throw new FixupException("\"" + text + "\" is not a pseudo-variable: " + e.getMessage());
        }
    }

    /** Whether anything can be asked to be accounted when a transaction is made. */
    boolean isWanted(int flags) {
        return isSet(flags, logFlag) || isSet(flags, dbFlag);
    }

    /** Whether a failed call is to be recorded as missed. */
    boolean isMissedWanted(int flags) {
        return isSet(flags, logMissedFlag) || isSet(flags, dbMissedFlag);
    }

    static boolean isSet(int flags, int number) {
        return number >= 0 && (flags >>> number & 1) != 0;
    }
}
