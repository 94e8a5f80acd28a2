package org.breakwater.script.module.dialog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlName;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.sip.message.NameAddrParser;
import org.breakwater.sip.message.Octets;

/** Reads and writes the tables of dialogs, as Kamailio 5.6 lays them out. Blocks. */
final class DialogTables {

    private static final int PAGE = 1000;
    private static final int TIMEOUT_BYE = 1;
    private static final int KEEPS_TIMEOUT = 8;
    private static final String NUMBERS = "hash_entry, hash_id";
    private static final List<String> COLUMNS = List.of(
            "hash_entry",
            "hash_id",
            "callid",
            "from_uri",
            "from_tag",
            "to_uri",
            "to_tag",
            "caller_cseq",
            "callee_cseq",
            "caller_route_set",
            "callee_route_set",
            "caller_contact",
            "callee_contact",
            "caller_sock",
            "callee_sock",
            "state",
            "start_time",
            "timeout",
            "sflags",
            "iflags",
            "toroute_name",
            "req_uri",
            "xdata");

    private final SqlExecutor sql;
    private final String dialogs;
    private final String variables;
    private final ObjectMapper json = new ObjectMapper();

    /** The tables' names are letters, digits and underscore. */
    DialogTables(SqlExecutor sql, String dialogTable, String variableTable) {
        this.sql = sql;
        this.dialogs = SqlName.quote(dialogTable);
        this.variables = SqlName.quote(variableTable);
    }

    /** The database refused; the message is for the log. */
    static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    private SqlResult run(String statement, Object... values) throws RefusedException {
        SqlResult result = sql.executeBlocking(statement, values);
        if (result instanceof SqlResult.Failed failed) {
            throw new RefusedException(failed.message());
        }
        return result;
    }

    private List<List<Object>> rows(String statement, Object... values) throws RefusedException {
        return ((SqlResult.Rows) run(statement, values)).rows();
    }

    /** Puts a dialog in, or in the place of what is there of it. */
    void write(DialogRow row) throws RefusedException {
        List<Object> values = values(row);
        StringBuilder assignments = new StringBuilder();
        COLUMNS.subList(2, COLUMNS.size())
                .forEach(c -> assignments
                        .append(assignments.isEmpty() ? "" : ", ")
                        .append(c)
                        .append(" = ?"));
        List<Object> update = new ArrayList<>(values.subList(2, values.size()));
        update.addAll(values.subList(0, 2));
        SqlResult updated = run(
                "UPDATE " + dialogs + " SET " + assignments + " WHERE hash_entry = ? AND hash_id = ?",
                update.toArray());
        if (((SqlResult.Updated) updated).count() == 0 && !isThere(row)) {
            String marks = "?, ".repeat(COLUMNS.size() - 1) + "?";
            run(
                    "INSERT INTO " + dialogs + " (" + String.join(", ", COLUMNS) + ") VALUES (" + marks + ")",
                    values.toArray());
        }
    }

    /** Some databases count only rows whose values changed. */
    private boolean isThere(DialogRow row) throws RefusedException {
        return !rows(
                        "SELECT hash_id FROM " + dialogs + " WHERE hash_entry = ? AND hash_id = ?",
                        row.identity().entry(),
                        row.identity().id())
                .isEmpty();
    }

    void writeVariables(DialogRow row) throws RefusedException {
        deleteVariables(row.identity());
        for (Map.Entry<String, String> v : row.variables().entrySet()) {
            run(
                    "INSERT INTO " + variables + " (" + NUMBERS + ", dialog_key, dialog_value) VALUES (?, ?, ?, ?)",
                    row.identity().entry(),
                    row.identity().id(),
                    Octets.toUnicode(v.getKey()),
                    Octets.toUnicode(v.getValue()));
        }
    }

    private void deleteVariables(Dialog.Identity id) throws RefusedException {
        run("DELETE FROM " + variables + " WHERE hash_entry = ? AND hash_id = ?", id.entry(), id.id());
    }

    void delete(Dialog.Identity id) throws RefusedException {
        deleteVariables(id);
        run("DELETE FROM " + dialogs + " WHERE hash_entry = ? AND hash_id = ?", id.entry(), id.id());
    }

    private List<Object> values(DialogRow row) {
        Dialog.Identity id = row.identity();
        List<Object> values = new ArrayList<>(List.of(id.entry(), id.id()));
        List<String> texts = List.of(
                id.callId(),
                id.fromUri(),
                id.fromTag(),
                id.toUri(),
                row.toTag(),
                Long.toString(row.caller().cseq()),
                Long.toString(row.callee().cseq()),
                routes(row.caller()),
                routes(row.callee()),
                row.caller().contact(),
                row.callee().contact(),
                row.caller().socket(),
                row.callee().socket());
        texts.forEach(t -> values.add(Octets.toUnicode(t)));
        int flags =
                (row.options().timeoutBye() ? TIMEOUT_BYE : 0) | (row.options().keepsTimeout() ? KEEPS_TIMEOUT : 0);
        values.addAll(List.of(row.state().number(), row.answeredAt(), row.timeout()));
        values.add(Integer.toUnsignedLong(row.flags()));
        values.add(flags);
        values.add(row.options().timeoutRoute());
        values.add(Octets.toUnicode(id.requestUri()));
        values.add(Octets.toUnicode(profiles(row.memberships())));
        return values;
    }

    private static String routes(Leg leg) {
        return String.join(",", leg.routeSet());
    }

    private String profiles(Set<Profiles.Membership> memberships) {
        ArrayNode list = json.createArrayNode();
        for (Profiles.Membership m : memberships) {
            ObjectNode one = list.addObject().put("name", m.profile());
            if (!m.value().isEmpty()) {
                one.put("value", m.value());
            }
        }
        return list.isEmpty()
                ? ""
                : json.createObjectNode().set("profiles", list).toString();
    }

    /** All dialogs that are there. */
    List<DialogRow> read() throws RefusedException {
        Map<String, Map<String, String>> values = readVariables();
        List<DialogRow> all = new ArrayList<>();
        long last = -1;
        List<List<Object>> page;
        do {
            page = rows(
                    "SELECT id, " + String.join(", ", COLUMNS) + " FROM " + dialogs + " WHERE id > ? ORDER BY id LIMIT "
                            + PAGE,
                    last);
            for (List<Object> row : page) {
                last = (Long) row.get(0);
                all.add(row(new Cells(row.subList(1, row.size())), values));
            }
        } while (page.size() == PAGE);
        return all;
    }

    private Map<String, Map<String, String>> readVariables() throws RefusedException {
        Map<String, Map<String, String>> all = new HashMap<>();
        long last = -1;
        List<List<Object>> page;
        do {
            page = rows(
                    "SELECT id, " + NUMBERS + ", dialog_key, dialog_value FROM " + variables
                            + " WHERE id > ? ORDER BY id LIMIT " + PAGE,
                    last);
            for (List<Object> row : page) {
                last = (Long) row.get(0);
                Cells cells = new Cells(row);
                all.computeIfAbsent(cells.text(1) + '.' + cells.text(2), k -> new HashMap<>())
                        .put(cells.text(3), cells.text(4));
            }
        } while (page.size() == PAGE);
        return all;
    }

    /** One row; null reads as the empty text or 0. */
    private record Cells(List<Object> values) {
        String text(int i) {
            return values.get(i) == null ? "" : Octets.fromUnicode(String.valueOf(values.get(i)));
        }

        long number(int i) {
            try {
                return values.get(i) instanceof Long n ? n : Long.parseLong(text(i).trim());
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    private DialogRow row(Cells c, Map<String, Map<String, String>> values) {
        Dialog.Identity id = new Dialog.Identity(
                (int) c.number(0),
                (int) c.number(1),
                c.text(2),
                c.text(4),
                c.text(3),
                c.text(5),
                c.text(21),
                c.number(16));
        long flags = c.number(19);
        String route = c.text(20).isEmpty() ? null : c.text(20);
        return new DialogRow(
                id,
                c.text(6),
                leg(c, 7),
                leg(c, 8),
                c.number(15) == DialogState.CONFIRMED.number()
                        ? DialogState.CONFIRMED
                        : DialogState.CONFIRMED_WITHOUT_ACK,
                c.number(16),
                c.number(17),
                (int) c.number(18),
                new DialogOptions((flags & TIMEOUT_BYE) != 0, route, (flags & KEEPS_TIMEOUT) != 0),
                memberships(c.text(22)),
                values.getOrDefault(c.text(0) + '.' + c.text(1), Map.of()));
    }

    /** A party whose columns begin at {@code at} and lie two apart. */
    private static Leg leg(Cells c, int at) {
        String routes = c.text(at + 2);
        return new Leg(
                c.text(at + 4),
                routes.isBlank() ? List.of() : NameAddrParser.split(routes),
                c.number(at),
                c.text(at + 6),
                0);
    }

    private Set<Profiles.Membership> memberships(String data) {
        Set<Profiles.Membership> all = new HashSet<>();
        try {
            JsonNode list = data.isBlank() ? null : json.readTree(data).get("profiles");
            for (JsonNode one : list == null ? json.createArrayNode() : list) {
                all.add(new Profiles.Membership(
                        one.path("name").asText(), one.path("value").asText("")));
            }
        } catch (JsonProcessingException e) {
            all.clear();
        }
        return all;
    }
}
