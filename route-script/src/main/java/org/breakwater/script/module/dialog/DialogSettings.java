package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.run.Pv;

/** Parameters of dialog, with Kamailio's defaults; times in seconds. */
final class DialogSettings {

    /** Requests within a dialog are found by the cookie in Route alone. */
    static final int MATCH_COOKIE = 0;

    /** By the cookie, or by Call-ID and tags when there is none. */
    static final int MATCH_BOTH = 1;

    /** By Call-ID and tags; no cookie is added to Record-Route. */
    static final int MATCH_TAGS = 2;

    private static final int LAST_FLAG = 31;

    int hashSize = 4096;
    String routeParameter = "did";
    int flag = -1;
    int defaultTimeout = 43200;
    int earlyTimeout = 300;
    int noAckTimeout = 60;
    int matchMode = MATCH_COOKIE;
    boolean detectsSpirals = true;
    boolean sendsBye;
    boolean keepsTimeout;
    String extraHeaders = "";
    String calleeHeaders = "";
    int firstId;
    int idStep = 1;
    final List<String> profilesWithValue = new ArrayList<>();
    final List<String> profilesWithoutValue = new ArrayList<>();

    /** The variable holding a dialog's own time limit, or null. */
    Pv timeoutVariable;

    /** When dialogs are written to a database. */
    enum Persistence {
        NEVER,
        /** Within a second of the change. */
        SOON,
        /** Every {@link #updateSeconds}. */
        DELAYED,
        /** When the server stops. */
        AT_SHUTDOWN
    }

    Persistence persistence = Persistence.NEVER;
    int updateSeconds = 60;
    String databaseUrl = "mysql://kamailio:kamailiorw@localhost/kamailio";
    String dialogTable = "dialog";
    String variableTable = "dialog_vars";

    private String timeoutText;

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("hash_size", this::hashSize))
                .parameter(ParameterExport.string("rr_param", v -> routeParameter = v))
                .parameter(ParameterExport.integer("dlg_flag", this::flag))
                .parameter(ParameterExport.string("timeout_avp", v -> timeoutText = v))
                .parameter(ParameterExport.integer("default_timeout", v -> defaultTimeout = positive(v)))
                .parameter(ParameterExport.integer("early_timeout", v -> earlyTimeout = positive(v)))
                .parameter(ParameterExport.integer("noack_timeout", v -> noAckTimeout = positive(v)))
                .parameter(ParameterExport.integer("dlg_match_mode", this::matchMode))
                .parameter(ParameterExport.integer("detect_spirals", v -> detectsSpirals = v != 0))
                .parameter(ParameterExport.integer("send_bye", v -> sendsBye = v != 0))
                .parameter(ParameterExport.integer("timeout_noreset", v -> keepsTimeout = v != 0))
                .parameter(ParameterExport.string("dlg_extra_hdrs", v -> extraHeaders = v))
                .parameter(ParameterExport.string("lreq_callee_headers", v -> calleeHeaders = v))
                .parameter(ParameterExport.integer("h_id_start", v -> firstId = Math.max(0, v)))
                .parameter(ParameterExport.integer("h_id_step", v -> idStep = positive(v)))
                .parameter(ParameterExport.integer("db_mode", this::databaseMode))
                .parameter(ParameterExport.integer("db_update_period", v -> updateSeconds = positive(v)))
                .parameter(ParameterExport.string("db_url", v -> databaseUrl = v))
                .parameter(ParameterExport.string("table_name", v -> dialogTable = v))
                .parameter(ParameterExport.string("vars_table_name", v -> variableTable = v))
                .parameter(ParameterExport.string("profiles_with_value", v -> names(v, profilesWithValue)))
                .parameter(ParameterExport.string("profiles_no_value", v -> names(v, profilesWithoutValue)));
    }

    private void databaseMode(int mode) throws FixupException {
        if (mode < 0 || mode >= Persistence.values().length) {
            throw new FixupException("db_mode is 0 (memory), 1 (written soon), 2 (now and then) or 3 (at shutdown)");
        }
        persistence = Persistence.values()[mode];
    }

    private void hashSize(int size) throws FixupException {
        if (size < 1 || Integer.bitCount(size) != 1) {
            throw new FixupException("hash_size is a power of two, not " + size);
        }
        hashSize = size;
    }

    private void flag(int number) throws FixupException {
        if (number < -1 || number > LAST_FLAG) {
            throw new FixupException("dlg_flag is 0 to " + LAST_FLAG);
        }
        flag = number;
    }

    private void matchMode(int mode) throws FixupException {
        if (mode < MATCH_COOKIE || mode > MATCH_TAGS) {
            throw new FixupException("dlg_match_mode is 0 (cookie), 1 (cookie, else tags) or 2 (tags)");
        }
        matchMode = mode;
    }

    private static int positive(int value) throws FixupException {
        if (value <= 0) {
            throw new FixupException("the value must be greater than 0");
        }
        return value;
    }

    private static void names(String list, List<String> into) throws FixupException {
        for (String part : list.split(";")) {
            String name = part.trim();
            if (name.endsWith("/b") || name.endsWith("/s")) {
                name = name.substring(0, name.length() - 2).trim();
            }
            if (!name.matches("[\\w.-]*")) {
                throw new FixupException("\"" + name + "\" is no profile name: use letters, digits, _ . -");
            }
            if (!name.isEmpty()) {
                into.add(name);
            }
        }
    }

    void start(LoadContext load) throws FixupException {
        timeoutVariable = timeoutText == null || timeoutText.isEmpty() ? null : load.pv(timeoutText);
    }
}
