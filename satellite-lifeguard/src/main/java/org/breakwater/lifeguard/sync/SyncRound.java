package org.breakwater.lifeguard.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.breakwater.lifeguard.store.CallStore;
import org.breakwater.lifeguard.store.SiteStore;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.sync.Answer;
import org.breakwater.registrar.sync.Answers;
import org.breakwater.registrar.sync.CallDetail;
import org.breakwater.registrar.sync.CallRecord;
import org.breakwater.registrar.sync.Contents;
import org.breakwater.registrar.sync.Question;
import org.breakwater.registrar.sync.Questions;
import org.breakwater.registrar.sync.SiteRegistration;
import org.breakwater.registrar.sync.SyncTable;

/**
 * One exchange with the main servers: tells them what is due, then brings the copy up to date. Every step is complete in
 * itself, so a round that is broken off is taken up by the next where it stopped. One thread, which may block.
 */
public final class SyncRound {

    private static final int REGISTRATIONS_AT_ONCE = 1000;
    private static final int RECORDS_AT_ONCE = 500;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String site;
    private final int refreshSeconds;
    private final MainLink link;
    private final Ends ends;
    private final TimeSource time;
    private final LinkUse use;
    private final Questions questions = new Questions();
    private final Answers answers = new Answers();

    /**
     * @param refreshSeconds how often a registration that only was refreshed may cross the link
     */
    public SyncRound(String site, int refreshSeconds, MainLink link, Ends ends, TimeSource time, LinkUse use) {
        this.site = site;
        this.refreshSeconds = refreshSeconds;
        this.link = link;
        this.ends = ends;
        this.time = time;
        this.use = use;
    }

    /**
     * Where things come from and go to.
     *
     * @param verdict what is held to be true of the main servers, which they are told, too
     */
    public record Ends(SiteCopy copy, SiteStore store, CallStore calls, Outbox outbox, Supplier<String> verdict) {}

    /**
     * Runs.
     *
     * @return what was exchanged, for the log
     * @throws LinkException when the main servers do not answer
     * @throws WireException when an answer is none
     */
    public Result run() throws LinkException, WireException, InterruptedException {
        int registrations = pushRegistrations();
        int records = pushRecords() + pushCalls();
        int entries = pull();
        return new Result(registrations, records, entries);
    }

    /** How much was exchanged. */
    public record Result(int registrations, int records, int entries) {}

    private int pushRegistrations() throws LinkException, WireException, InterruptedException {
        int told = 0;
        List<SiteRegistration> due = ends.outbox().due(time.epochMillis(), REGISTRATIONS_AT_ONCE);
        while (!due.isEmpty()) {
            Answer.Taken taken = ask(new Question.Push(site, due, List.of(), List.of()), Answer.Taken.class);
            Set<String> refused = Set.copyOf(taken.refused());
            List<SiteRegistration> safe =
                    due.stream().filter(r -> !refused.contains(r.aor())).toList();
            ends.outbox().told(safe, time.epochMillis());
            use.refused(ends.outbox().refused(refused, time.epochMillis()), refused.size());
            told += safe.size();
            due = ends.outbox().due(time.epochMillis(), REGISTRATIONS_AT_ONCE);
        }
        return told;
    }

    private int pushRecords() throws LinkException, WireException, InterruptedException {
        int delivered = 0;
        List<CallRecord> records = ends.store().undelivered(RECORDS_AT_ONCE);
        while (!records.isEmpty()) {
            ask(new Question.Push(site, List.of(), records, List.of()), Answer.Taken.class);
            ends.store().delivered(records.get(records.size() - 1).id());
            delivered += records.size();
            records = ends.store().undelivered(RECORDS_AT_ONCE);
        }
        return delivered;
    }

    private int pushCalls() throws LinkException, WireException, InterruptedException {
        int delivered = 0;
        List<CallDetail> calls = ends.calls().undelivered(RECORDS_AT_ONCE);
        while (!calls.isEmpty()) {
            Answer.Taken taken = ask(new Question.Push(site, List.of(), List.of(), calls), Answer.Taken.class);
            if (taken.calls() != calls.size()) {
                return delivered; // a main server of an earlier version: they wait for one that knows of calls
            }
            ends.calls().delivered(calls);
            delivered += calls.size();
            calls = ends.calls().undelivered(RECORDS_AT_ONCE);
        }
        return delivered;
    }

    private int pull() throws LinkException, WireException, InterruptedException {
        Map<SyncTable, Long> versions = new EnumMap<>(SyncTable.class);
        for (SyncTable table : SyncTable.values()) {
            versions.put(table, ends.copy().contents(table).version());
        }
        Question.Says says =
                new Question.Says(ends.verdict().get(), ends.outbox().toldCount());
        Answer.Differences differences =
                ask(new Question.Compare(site, refreshSeconds, versions, says), Answer.Differences.class);
        int entries = 0;
        for (Map.Entry<SyncTable, long[]> table : differences.buckets().entrySet()) {
            int changed = pull(table.getKey(), table.getValue());
            if (table.getKey() == SyncTable.ACCOUNTS && changed > 0) {
                ends.outbox().retryRefused();
            }
            entries += changed;
        }
        return entries;
    }

    private int pull(SyncTable table, long[] theirs) throws LinkException, WireException, InterruptedException {
        Contents ours = ends.copy().contents(table);
        long[] own = ours.buckets();
        Map<Integer, List<Long>> wanted = new LinkedHashMap<>();
        for (int bucket = 0; bucket < Contents.BUCKETS; bucket++) {
            if (own[bucket] != theirs[bucket]) {
                wanted.put(bucket, new ArrayList<>(ours.hashesOf(bucket).values()));
            }
        }
        int entries = 0;
        while (!wanted.isEmpty()) {
            Answer.Page page = ask(new Question.Fetch(site, refreshSeconds, table, wanted), Answer.Page.class);
            if (page.table() != table || !wanted.keySet().removeAll(page.done())) {
                throw new WireException("the page is not the one that was asked for");
            }
            entries += ends.copy().change(table, page.changed(), page.gone());
            if (table == SyncTable.REGISTRATIONS) {
                page.changed()
                        .keySet()
                        .forEach(aor -> ends.outbox().doubt(aor, ends.copy().registeredAtMains(aor)));
            }
        }
        return entries;
    }

    private <T extends Answer> T ask(Question question, Class<T> expected)
            throws LinkException, WireException, InterruptedException {
        byte[] body = questions.encode(question);
        use.asked(body.length);
        byte[] reply;
        try {
            reply = link.request(Question.TOPIC, body, LIMIT)
                    .toCompletableFuture()
                    .get(LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkException failure) {
                throw failure;
            }
            throw new LinkException(LinkException.Reason.FAILED, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new LinkException(LinkException.Reason.TIMEOUT, "the link gave no sign");
        }
        use.answered(reply.length);
        Answer answer = answers.decode(reply);
        if (!expected.isInstance(answer)) {
            throw new WireException("the answer is of another kind than the question");
        }
        return expected.cast(answer);
    }
}
