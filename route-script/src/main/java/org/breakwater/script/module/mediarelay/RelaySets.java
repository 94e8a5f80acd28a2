package org.breakwater.script.module.mediarelay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Numbers;

/** Sets of relays by number. Filled while the script loads. */
public final class RelaySets {

    private final Map<Integer, List<RelayNode>> sets = new LinkedHashMap<>();
    private final TimeSource time;
    private long disableNanos = 60_000_000_000L;

    /** Empty. */
    public RelaySets(TimeSource time) {
        this.time = time;
    }

    /** How long a relay that does not answer is left alone. */
    public void setDisableSeconds(int seconds) {
        disableNanos = Math.max(1, seconds) * 1_000_000_000L;
    }

    /**
     * Adds {@code udp:host:port[=weight] …}, for another set than {@code defaultSet} with {@code NUMBER == } in front.
     *
     * @throws FixupException when it is malformed
     */
    public void add(String text, int defaultSet) throws FixupException {
        int set = defaultSet;
        String nodes = text.trim();
        int equals = nodes.indexOf("==");
        if (equals >= 0) {
            String number = nodes.substring(0, equals).trim();
            set = Numbers.parse(number)
                    .orElseThrow(() -> new FixupException("\"" + number + "\" is not the number of a set"));
            nodes = nodes.substring(equals + 2).trim();
        }
        List<RelayNode> list = sets.computeIfAbsent(set, s -> new ArrayList<>());
        for (String node : nodes.split("[ \t]+")) {
            if (!node.isEmpty()) {
                list.add(node(node));
            }
        }
    }

    private static RelayNode node(String text) throws FixupException {
        int eq = text.indexOf('=');
        String url = eq < 0 ? text : text.substring(0, eq);
        int weight = eq < 0 ? 1 : Math.max(1, Numbers.parseOrZero(text.substring(eq + 1)));
        int colon = url.lastIndexOf(':');
        int port = colon < 0 ? 0 : Numbers.parseOrZero(url.substring(colon + 1));
        boolean udp = url.startsWith("udp:") || url.startsWith("udp6:");
        int hostStart = url.indexOf(':') + 1;
        if (!udp || port < 1 || port > 65_535 || hostStart >= colon) {
            throw new FixupException("relay \"" + text + "\" is not of the form udp:host:port[=weight]");
        }
        String host = url.substring(hostStart, colon);
        return new RelayNode(url, host, port, weight);
    }

    /** Whether there is a set of this number. */
    public boolean has(int set) {
        return sets.containsKey(set);
    }

    /** All sets by number. */
    public Map<Integer, List<RelayNode>> all() {
        return sets;
    }

    /**
     * Asks the relay that serves a call; when it does not answer, the others of the set in turn.
     *
     * @param callId decides which relay is first, so that all messages of a call ask the same one
     * @param question gives null when the relay does not answer
     * @return the first answer, or null
     */
    public <T> T ask(int set, String callId, Function<RelayNode, T> question) {
        for (RelayNode node : order(sets.getOrDefault(set, List.of()), callId)) {
            if (node.isUsable(time.monotonicNanos())) {
                T answer = question.apply(node);
                if (answer != null) {
                    node.works();
                    return answer;
                }
                node.disableUntil(time.monotonicNanos() + disableNanos);
            }
        }
        return null;
    }

    /** Rendezvous hashing: who is out of order changes nothing for the calls of the others. */
    private static List<RelayNode> order(List<RelayNode> nodes, String callId) {
        if (nodes.size() < 2) {
            return nodes;
        }
        List<RelayNode> ordered = new ArrayList<>(nodes);
        ordered.sort(java.util.Comparator.comparingDouble(n -> score(n, callId)));
        return ordered;
    }

    private static double score(RelayNode node, String callId) {
        int hash = (node.url() + ' ' + callId).hashCode() * 0x9E3779B9;
        double unit = ((hash >>> 1) + 1.0) / (Integer.MAX_VALUE + 2.0);
        return -Math.log(unit) / node.weight();
    }
}
