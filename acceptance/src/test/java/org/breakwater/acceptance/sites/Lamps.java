package org.breakwater.acceptance.sites;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lamps beside the keys of one phone. It believes what it was told last, and asks again only when its time is up. */
final class Lamps {

    private static final int EXPIRES_SECONDS = 600;
    private static final int TAKEN = 200;
    private static final int GONE = 481;
    private static final int OUT_OF_ORDER = 500;
    private static final Pattern VERSION = Pattern.compile("<dialog-info[^>]*\\bversion=\"(\\d+)\"");
    private static final Pattern STATE = Pattern.compile("<state[^>]*>\\s*(\\w+)\\s*</state>");

    private final FarmPhone phone;
    private final Map<Integer, Lamp> byUser = new ConcurrentHashMap<>();
    private final Map<String, Lamp> byCallId = new ConcurrentHashMap<>();
    private final AtomicInteger fallen = new AtomicInteger();
    private final AtomicInteger notified = new AtomicInteger();

    Lamps(FarmPhone phone) {
        this.phone = phone;
    }

    /** One lamp and its subscription. */
    static final class Lamp {
        private final int user;
        private final String callId = UUID.randomUUID().toString();
        private String target;
        private String to;
        private String routes = "";
        private int version = -1;
        private long cseq = -1;
        private volatile boolean lit;
        private volatile boolean told;

        private Lamp(int user) {
            this.user = user;
            this.target = FarmPhone.uri(user);
            this.to = target;
        }

        int user() {
            return user;
        }

        boolean isLit() {
            return lit;
        }

        /** Whether it was told anything yet. */
        boolean isTold() {
            return told;
        }
    }

    /** Subscribes; the status. */
    int watch(int user) {
        Lamp lamp = new Lamp(user);
        Lamp before = byUser.put(user, lamp);
        if (before != null) {
            byCallId.remove(before.callId);
        }
        byCallId.put(lamp.callId, lamp);
        return ask(lamp);
    }

    /** Refreshes the lamp of a user; subscribes anew what the server no longer knows. The status. */
    int refresh(int user) {
        int status = ask(byUser.get(user));
        return status == GONE ? watch(user) : status;
    }

    private int ask(Lamp lamp) {
        Message answer = phone.subscribe(lamp.target, lamp.to, lamp.callId, lamp.routes, EXPIRES_SECONDS);
        if (answer.status() == 200 && !lamp.to.contains("tag=")) {
            List<String> route = new ArrayList<>(answer.headers("Record-Route"));
            Collections.reverse(route);
            StringBuilder routes = new StringBuilder();
            route.forEach(r -> routes.append("Route: ").append(r).append("\r\n"));
            lamp.routes = routes.toString();
            lamp.target = answer.header("Contact").replaceAll("^.*<|>.*$", "");
            lamp.to = answer.header("To");
        }
        return answer.status();
    }

    /** Takes a NOTIFY; the status it is answered with (RFC 3261 §12.2.2, RFC 6665 §4.1.3). */
    int notified(Message notify) {
        Lamp lamp = byCallId.get(notify.header("Call-ID"));
        if (lamp == null) {
            return GONE;
        }
        notified.incrementAndGet();
        Matcher version = VERSION.matcher(notify.body());
        if (version.find()) {
            long cseq = Long.parseLong(notify.header("CSeq").split(" ")[0]);
            return take(lamp, cseq, Integer.parseInt(version.group(1)), notify.body());
        }
        return TAKEN;
    }

    private int take(Lamp lamp, long cseq, int version, String body) {
        synchronized (lamp) {
            if (cseq <= lamp.cseq) {
                return OUT_OF_ORDER;
            }
            lamp.cseq = cseq;
            if (version <= lamp.version) {
                fallen.incrementAndGet();
                return TAKEN; // and passed over, as by a phone that holds to RFC 4235 §4.3
            }
            lamp.version = version;
            Matcher state = STATE.matcher(body);
            boolean lit = false;
            while (state.find()) {
                lit |= !state.group(1).equals("terminated");
            }
            lamp.lit = lit;
            lamp.told = true;
            return TAKEN;
        }
    }

    Collection<Lamp> all() {
        return byUser.values();
    }

    /** How often a version was not above the one before. */
    int fallen() {
        return fallen.get();
    }

    int notified() {
        return notified.get();
    }
}
