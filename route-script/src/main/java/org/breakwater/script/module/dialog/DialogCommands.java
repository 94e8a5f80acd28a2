package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.run.Numbers;

/** The {@code dlg.*} commands. */
final class DialogCommands {

    private final Dialogs dialogs;
    private final Profiles profiles;
    private final Lifetimes lifetimes;

    DialogCommands(Dialogs dialogs, Profiles profiles, Lifetimes lifetimes) {
        this.dialogs = dialogs;
        this.profiles = profiles;
        this.lifetimes = lifetimes;
    }

    void export(ModuleExports.Builder table) {
        table.rpc(new RpcExport("dlg.list", "Lists all dialogs.", p -> list(dialogs.all())))
                .rpc(new RpcExport("dlg.dlg_list", "Lists dialogs: callid [from_tag].", this::listOne))
                .rpc(new RpcExport("dlg.end_dlg", "Sends BYE to both parties: h_entry h_id [headers].", this::end))
                .rpc(new RpcExport(
                        "dlg.terminate_dlg", "Sends BYE to both parties: callid from_tag to_tag.", this::terminate))
                .rpc(new RpcExport("dlg.is_alive", "Fails unless answered: callid from_tag to_tag.", this::isAlive))
                .rpc(new RpcExport("dlg.profile_get_size", "Counts dialogs: profile [value].", p -> {
                    return profiles.size(profile(p), optional(p, 1));
                }))
                .rpc(new RpcExport("dlg.profile_list", "Lists dialogs: profile [value].", p -> {
                    return list(profiles.list(profile(p), optional(p, 1)));
                }))
                .rpc(new RpcExport("dlg.stats_active", "Counts dialogs by state.", p -> statistics()));
    }

    private static String text(List<Object> p, int i) throws RpcException {
        if (p.size() <= i) {
            throw new RpcException(400, "a parameter is missing");
        }
        return String.valueOf(p.get(i));
    }

    private static String optional(List<Object> p, int i) {
        return p.size() <= i ? null : Objects.toString(p.get(i));
    }

    private String profile(List<Object> p) throws RpcException {
        String name = text(p, 0);
        if (!profiles.isDeclared(name)) {
            throw new RpcException(404, "there is no profile " + name);
        }
        return name;
    }

    private Object listOne(List<Object> p) throws RpcException {
        String callId = text(p, 0);
        String tag = optional(p, 1);
        List<Dialog> found = dialogs.withCallId(callId).stream()
                .filter(d -> tag == null || d.identity().fromTag().equals(tag))
                .toList();
        if (found.isEmpty()) {
            throw new RpcException(404, "there is no such dialog");
        }
        return list(found);
    }

    private Object end(List<Object> p) throws RpcException {
        Dialog dialog = dialogs.find(Numbers.parseOrZero(text(p, 0)), Numbers.parseOrZero(text(p, 1)));
        String headers = optional(p, 2) == null ? "" : optional(p, 2);
        return bye(dialog, headers.isEmpty() || headers.endsWith("\r\n") ? headers : headers + "\r\n");
    }

    private Object terminate(List<Object> p) throws RpcException {
        return bye(dialogs.find(text(p, 0), text(p, 1), text(p, 2)), "");
    }

    private Object bye(Dialog dialog, String headers) throws RpcException {
        if (dialog == null) {
            throw new RpcException(404, "there is no such dialog");
        }
        if (!lifetimes.bye(dialog, Termination.Side.BOTH, headers)) {
            throw new RpcException(500, "the dialog is not answered, or a Contact is not known");
        }
        return null;
    }

    private Object isAlive(List<Object> p) throws RpcException {
        Dialog dialog = dialogs.find(text(p, 0), text(p, 1), text(p, 2));
        if (dialog == null) {
            throw new RpcException(404, "there is no such dialog");
        }
        if (!dialog.state().isAnswered()) {
            throw new RpcException(500, "the dialog is not answered");
        }
        return dialog.state().number();
    }

    private Object statistics() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("starting", count(DialogState.UNCONFIRMED));
        counts.put("connecting", count(DialogState.EARLY));
        counts.put("answering", count(DialogState.CONFIRMED_WITHOUT_ACK));
        counts.put("ongoing", count(DialogState.CONFIRMED));
        counts.put("all", dialogs.count());
        return counts;
    }

    private long count(DialogState state) {
        return dialogs.all().stream().filter(d -> d.state() == state).count();
    }

    private List<Object> list(Collection<Dialog> which) {
        List<Object> records = new ArrayList<>();
        which.forEach(d -> records.add(record(d)));
        return records;
    }

    private Map<String, Object> record(Dialog d) {
        Dialog.Identity id = d.identity();
        Map<String, Object> r = new LinkedHashMap<>();
        r.put("h_entry", id.entry());
        r.put("h_id", id.id());
        r.put("call-id", id.callId());
        r.put("from_uri", id.fromUri());
        r.put("to_uri", id.toUri());
        r.put("state", d.state().number());
        r.put("start_ts", d.answeredAt());
        r.put("init_ts", id.startedAt());
        r.put("end_ts", d.endedAt());
        r.put("timeout", d.state().isAnswered() ? d.deadline() : 0);
        r.put("lifetime", d.lifetime());
        r.put("sflags", d.flags());
        r.put("caller", leg(id.fromTag(), d.caller()));
        r.put("callee", leg(d.toTag(), d.callee()));
        r.put("profiles", profilesOf(d));
        List<Object> variables = new ArrayList<>();
        d.variables().forEach((name, value) -> variables.add(Map.of(name, value)));
        r.put("variables", variables);
        return r;
    }

    private List<Object> profilesOf(Dialog d) {
        List<Object> names = new ArrayList<>();
        profiles.of(d).forEach(m -> names.add(Map.of(m.profile(), m.value())));
        return names;
    }

    private static Map<String, Object> leg(String tag, Leg leg) {
        Map<String, Object> r = new LinkedHashMap<>();
        r.put("tag", tag);
        r.put("contact", leg.contact());
        r.put("cseq", Long.toString(leg.cseq()));
        r.put("route_set", String.join(", ", leg.routeSet()));
        r.put("socket", leg.socket());
        return r;
    }
}
