package org.breakwater.script.module.usrloc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;

/** The {@code ul.*} commands. */
final class UsrlocCommands {

    private final Locations locations;

    UsrlocCommands(Locations locations) {
        this.locations = locations;
    }

    List<RpcExport> exports() {
        return List.of(
                new RpcExport("ul.dump", "Lists all tables with their bindings.", this::dump),
                new RpcExport("ul.lookup", "Lists the bindings of one address of record: table AOR.", this::lookup),
                new RpcExport("ul.rm", "Removes an address of record with its bindings: table AOR.", this::remove),
                new RpcExport("ul.rm_contact", "Removes one binding: table AOR contact.", this::removeContact),
                new RpcExport("ul.flush", "Writing is always under way; nothing to do.", p -> null));
    }

    private Object dump(List<Object> parameters) {
        List<Object> domains = new ArrayList<>();
        for (Location location : locations.all()) {
            List<Object> aors = new ArrayList<>();
            location.forEach((aor, bindings) -> aors.add(Map.of("Info", record(aor, bindings))));
            Map<String, Object> domain = new LinkedHashMap<>();
            domain.put("Domain", location.name());
            domain.put("AoRs", aors);
            domain.put("Stats", Map.of("Records", location.size()));
            domains.add(Map.of("Domain", domain));
        }
        return Map.of("Domains", domains);
    }

    private Object lookup(List<Object> parameters) throws RpcException {
        String aor = text(parameters, 1);
        List<Binding> bindings = table(parameters).lookup(aor);
        if (bindings.isEmpty()) {
            throw new RpcException(404, "AOR not found");
        }
        return record(aor, bindings);
    }

    private Object remove(List<Object> parameters) throws RpcException {
        Location location = table(parameters);
        String aor = text(parameters, 1);
        if (location.lookup(aor).isEmpty()) {
            throw new RpcException(404, "AOR not found");
        }
        location.update(aor, bindings -> List.of());
        return null;
    }

    private Object removeContact(List<Object> parameters) throws RpcException {
        String contact = text(parameters, 2);
        table(parameters)
                .update(
                        text(parameters, 1),
                        bindings -> bindings.stream()
                                .filter(b -> !b.contact().equals(contact))
                                .toList());
        return null;
    }

    private Location table(List<Object> parameters) throws RpcException {
        String name = text(parameters, 0);
        return locations.all().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RpcException(404, "table " + name + " not found"));
    }

    private static String text(List<Object> parameters, int i) throws RpcException {
        if (i >= parameters.size()) {
            throw new RpcException(400, "parameter " + (i + 1) + " is missing");
        }
        return String.valueOf(parameters.get(i));
    }

    private static Map<String, Object> record(String aor, List<Binding> bindings) {
        List<Object> contacts = new ArrayList<>();
        bindings.forEach(b -> contacts.add(Map.of("Contact", contact(b))));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("AoR", aor);
        record.put("Contacts", contacts);
        return record;
    }

    private static Map<String, Object> contact(Binding b) {
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("Address", b.contact());
        c.put("Expires", b.registration().expiresAt());
        c.put("Q", b.q() / 1000.0);
        c.put("Call-ID", b.registration().callId());
        c.put("CSeq", b.registration().cseq());
        c.put("User-Agent", b.device().userAgent());
        c.put("Received", b.route().received());
        c.put("Path", b.route().path());
        c.put("CFlags", b.flags());
        c.put("Socket", b.route().socket());
        c.put("Methods", b.device().methods());
        c.put("Ruid", b.ruid());
        c.put("Instance", b.device().instance());
        c.put("Reg-Id", b.device().regId());
        c.put("Last-Modified", b.registration().modifiedAt());
        c.put("Connection-Id", b.route().flowId());
        return c;
    }
}
