package org.breakwater.pbx.app;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.directory.DemoUsers.DemoUser;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/** The screen a newcomer sees: where phones register, as whom, and what to type next. */
final class Welcome {

    private final List<ListenPoint> sockets;
    private final List<DemoUser> demoUsers;
    private final String script;
    private final String home;

    Welcome(List<ListenPoint> sockets, List<DemoUser> demoUsers, String script, String home) {
        this.sockets = sockets;
        this.demoUsers = demoUsers;
        this.script = script;
        this.home = home;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Breakwater is running. Stop it with Ctrl-C.");
        lines.add("");
        lines.add("  Phones register at");
        for (ListenPoint p : sockets) {
            lines.add("    " + Addresses.hostText(p.address().getAddress()) + ":"
                    + p.address().getPort() + "  over " + p.protocol().name());
        }
        lines.add("  Routing script " + script);
        lines.add("  Home           " + home);
        if (!demoUsers.isEmpty()) {
            addDemo(lines);
        } else {
            lines.add("");
            lines.add("  Users: breakwater user list      add one: breakwater user add 1001");
        }
        lines.add("  Who is registered: breakwater registrations    who is calling: breakwater calls");
        lines.add("");
        return lines;
    }

    private void addDemo(List<String> lines) {
        lines.add("");
        lines.add("  Users to try it with");
        for (DemoUser u : demoUsers) {
            lines.add("    user " + u.name().username() + "   password " + u.password());
        }
        lines.add("");
        if (demoUsers.size() >= 2) {
            DemoUser a = demoUsers.get(0);
            DemoUser b = demoUsers.get(1);
            String server = server();
            lines.add("  Hear a call without a phone: in a second terminal");
            lines.add("    ./breakwater phone --user " + b.name().username() + " --password " + b.password()
                    + " --server " + server + " --answer");
            lines.add("  and in a third");
            lines.add("    ./breakwater phone --user " + a.name().username() + " --password " + a.password()
                    + " --server " + server + " --call " + b.name().username() + " --send-tone");
            lines.add("");
        }
    }

    private String server() {
        for (ListenPoint p : sockets) {
            if (p.protocol() == TransportProtocol.TCP) {
                return Addresses.hostText(p.address().getAddress()) + ":"
                        + p.address().getPort();
            }
        }
        ListenPoint first = sockets.get(0);
        return Addresses.hostText(first.address().getAddress()) + ":"
                + first.address().getPort() + " --transport " + first.protocol().token();
    }
}
