package org.breakwater.script.module.dispatcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipParseException;

/** Algorithms that put the gateways of a set into the order they are tried in. */
final class Selection {

    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int REQUEST_URI = 3;
    private static final int ROUND_ROBIN = 4;
    private static final int AUTHORIZATION = 5;
    private static final int RANDOM = 6;
    private static final int VARIABLE = 7;
    private static final int PRIORITY = 8;
    private static final int WEIGHT = 9;
    private static final int RELATIVE_WEIGHT = 11;
    private static final int PARALLEL = 12;
    private static final int LATENCY = 13;

    private final RandomGenerator random;
    private final Map<Integer, AtomicInteger> turns = new ConcurrentHashMap<>();
    private Expression hashed;

    Selection(RandomGenerator random) {
        this.random = random;
    }

    /** What algorithm 7 hashes, or null. */
    void setHashed(Expression expression) {
        hashed = expression;
    }

    static boolean isParallel(int algorithm) {
        return algorithm == PARALLEL;
    }

    /** Usable gateways, the chosen one first, then the others in turn; empty for an unknown algorithm. */
    List<Gateway> order(ScriptContext ctx, List<Gateway> set, int algorithm) {
        List<Gateway> usable = set.stream().filter(Gateway::isUsable).toList();
        if (usable.isEmpty()) {
            return usable;
        }
        return switch (algorithm) {
            case PRIORITY, PARALLEL -> usable;
            case WEIGHT -> from(usable, byWeight(usable, g -> g.number("weight")));
            case RELATIVE_WEIGHT -> from(usable, byWeight(usable, g -> g.number("rweight")));
            case ROUND_ROBIN ->
                from(
                        usable,
                        turns.computeIfAbsent(set.get(0).set(), s -> new AtomicInteger())
                                .getAndIncrement());
            case RANDOM -> from(usable, random.nextInt(usable.size()));
            case LATENCY -> byLatency(usable);
            default -> {
                String key = key(ctx, algorithm);
                yield key == null ? List.of() : from(usable, key.hashCode());
            }
        };
    }

    private static List<Gateway> from(List<Gateway> gateways, int start) {
        int first = Math.floorMod(start, gateways.size());
        List<Gateway> order = new ArrayList<>(gateways.subList(first, gateways.size()));
        order.addAll(gateways.subList(0, first));
        return order;
    }

    /** Gateways without weight get what the others leave: nothing. */
    private int byWeight(List<Gateway> gateways, ToIntFunction<Gateway> weight) {
        int sum = gateways.stream().mapToInt(weight).sum();
        if (sum <= 0) {
            return random.nextInt(gateways.size());
        }
        int at = random.nextInt(sum);
        for (int i = 0; i < gateways.size(); i++) {
            at -= weight.applyAsInt(gateways.get(i));
            if (at < 0) {
                return i;
            }
        }
        return 0;
    }

    /** A gateway loses one of its priority for each millisecond of latency. */
    private static List<Gateway> byLatency(List<Gateway> gateways) {
        return gateways.stream()
                .sorted(Comparator.comparingLong(g -> g.latencyMillis() - g.priority()))
                .toList();
    }

    private String key(ScriptContext ctx, int algorithm) {
        try {
            return switch (algorithm) {
                case 0 -> ctx.message().callId();
                case FROM -> ctx.message().from().uri().addressOfRecord();
                case TO -> ctx.message().to().uri().addressOfRecord();
                case REQUEST_URI -> ctx.requestUri();
                case AUTHORIZATION -> user(ctx);
                case VARIABLE -> hashed == null ? null : hashed.asText(ctx);
                default -> null;
            };
        } catch (SipParseException e) {
            return null;
        }
    }

    private static String user(ScriptContext ctx) throws SipParseException {
        String value = ctx.message().header(HeaderName.PROXY_AUTHORIZATION);
        String given = value == null ? ctx.message().header(HeaderName.AUTHORIZATION) : value;
        return given == null ? null : DigestCredentials.parse(given).username();
    }
}
