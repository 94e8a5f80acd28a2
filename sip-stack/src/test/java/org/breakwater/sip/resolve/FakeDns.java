package org.breakwater.sip.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.sip.flow.Addresses;

/** Records in memory. Answers at once, or when told to. */
final class FakeDns implements DnsClient {

    private final Map<String, List<DnsRecord>> records = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    boolean holds;

    /** Adds records from lines such as {@code a.example A 192.0.2.1}, {@code x SRV 10 5 5060 host}. */
    FakeDns with(String... lines) {
        for (String line : lines) {
            String[] w = line.trim().split("\\s+");
            DnsRecord record = switch (w[1]) {
                case "A", "AAAA" -> new DnsRecord.Address(Addresses.numeric(w[2]));
                case "SRV" -> new DnsRecord.Srv(number(w[2]), number(w[3]), number(w[4]), w[5].equals(".") ? "" : w[5]);
                case "NAPTR" -> new DnsRecord.Naptr(number(w[2]), number(w[3]), w[4], w[5], w[6]);
                default -> throw new IllegalArgumentException(line);
            };
            records.computeIfAbsent(w[0] + ' ' + w[1], k -> new ArrayList<>()).add(record);
        }
        return this;
    }

    FakeDns failing(String question, String reason) {
        failures.put(question, reason);
        return this;
    }

    void clear() {
        records.clear();
    }

    void release() {
        holds = false;
        List<Runnable> all = List.copyOf(held);
        held.clear();
        all.forEach(Runnable::run);
    }

    @Override
    public void query(String name, DnsType type, Consumer<DnsAnswer> done) {
        String key = name + ' ' + type;
        questions.add(key);
        List<DnsRecord> found = records.getOrDefault(key, List.of());
        DnsAnswer answer = failures.containsKey(key)
                ? DnsAnswer.failed(failures.get(key), 2)
                : found.isEmpty() ? DnsAnswer.none(30) : DnsAnswer.of(found, 60);
        if (holds) {
            held.add(() -> done.accept(answer));
        } else {
            done.accept(answer);
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
