package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Phones that call one another, and what their lamps show compared with what the phones do. Looks every
 * {@value #LOOK_MILLIS} ms. Who talks is an octet for each user in a file, since phones of other machines, which are other
 * processes, watch them, too.
 */
final class LampField {

    private static final int LOOK_MILLIS = 100;
    private static final int SHORTEST_CALL_MILLIS = 1_000;
    private static final int LONGEST_CALL_MILLIS = 6_000;
    private static final int CALLS_AT_ONCE = 80;
    private static final int HANG_UP_TRIES = 30;
    private static final int RETRY_SECONDS = 5;
    private static final int USERS = 10_000;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLS_AT_ONCE);
    private final List<FarmPhone> phones;
    private final ByteBuffer talking;
    private final Random random;
    private final Map<Lamps.Lamp, Long> wrongSince = new HashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failedCalls = new AtomicInteger();
    private long wrongMillis;
    private long longestMillis;
    private long wholeSince;
    private String worst = "none";
    private Future<?> dialling;

    /**
     * @param file where the octets are, the same for all fields
     */
    LampField(List<FarmPhone> phones, Path file) throws IOException {
        this.phones = phones;
        this.random = new Random(phones.get(0).user());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            talking = channel.map(FileChannel.MapMode.READ_WRITE, 0, USERS);
        }
        clock.scheduleAtFixedRate(this::compare, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void compare() {
        long now = System.nanoTime();
        phones.forEach(phone -> talking.put(phone.user(), (byte) (phone.isTalking() ? 1 : 0)));
        for (FarmPhone phone : phones) {
            for (Lamps.Lamp lamp : phone.lamps().all()) {
                if (lamp.isTold() && lamp.isLit() == (talking.get(lamp.user()) == 1)) {
                    wrongSince.remove(lamp);
                } else {
                    wrong(phone, lamp, now);
                }
            }
        }
    }

    private void wrong(FarmPhone phone, Lamps.Lamp lamp, long now) {
        wrongMillis += LOOK_MILLIS;
        long since = wrongSince.computeIfAbsent(lamp, l -> now);
        if (wholeSince != 0) {
            long millis = (now - Math.max(since, wholeSince)) / 1_000_000;
            if (millis > longestMillis) {
                longestMillis = millis;
                worst = phone.user() + ":" + lamp.user() + (lamp.isLit() ? "-lit" : "-dark");
            }
        }
    }

    /** The network is whole from now on. */
    synchronized void whole() {
        wholeSince = System.nanoTime();
    }

    /** Something is broken from now on: no lamp is held to anything. */
    synchronized void broken() {
        wholeSince = 0;
    }

    /** So many calls begin each second until {@link #quiet()}. */
    void talk(int perSecond) {
        long pause = 1_000_000L / perSecond;
        dialling = clock.scheduleAtFixedRate(() -> callers.execute(this::oneCall), 0, pause, TimeUnit.MICROSECONDS);
    }

    void quiet() {
        dialling.cancel(false);
    }

    private void oneCall() {
        FarmPhone caller = idle();
        FarmPhone callee = idle();
        if (caller == callee) {
            return;
        }
        FarmPhone.Dialog dialog = caller.invite(Integer.toString(callee.user()), caller.server());
        calls.incrementAndGet();
        if (dialog.status() == 200) {
            int millis = SHORTEST_CALL_MILLIS + random.nextInt(LONGEST_CALL_MILLIS - SHORTEST_CALL_MILLIS);
            clock.schedule(() -> callers.execute(() -> hangUp(dialog, HANG_UP_TRIES)), millis, TimeUnit.MILLISECONDS);
        } else {
            failedCalls.incrementAndGet();
            caller.register();
        }
    }

    private FarmPhone idle() {
        FarmPhone phone;
        do {
            phone = phones.get(random.nextInt(phones.size()));
        } while (phone.isTalking());
        return phone;
    }

    /** People hang up once; their phone says so until somebody listens. */
    private void hangUp(FarmPhone.Dialog dialog, int tries) {
        int status = dialog.caller().bye(dialog, dialog.caller().server());
        if (tries > 0 && (status < 200 || status == 503)) {
            dialog.caller().register();
            clock.schedule(() -> callers.execute(() -> hangUp(dialog, tries - 1)), 1, TimeUnit.SECONDS);
        }
    }

    /** Each phone refreshes its lamps every so often, spread over that time. */
    void refresh(int seconds) {
        int number = 0;
        for (FarmPhone phone : phones) {
            long first = 1_000L * seconds * number++ / phones.size();
            Runnable all = () -> phone.lamps().all().forEach(lamp -> refresh(phone, lamp.user()));
            clock.scheduleWithFixedDelay(() -> callers.execute(all), first, seconds * 1_000L, TimeUnit.MILLISECONDS);
        }
    }

    /** A phone that was told to come later does, and one that got no answer looks for another server. */
    private void refresh(FarmPhone phone, int user) {
        int status = phone.lamps().refresh(user);
        if (status < 200) {
            phone.register();
        }
        if (status < 200 || status == 503) {
            Runnable again = () -> refresh(phone, user);
            clock.schedule(() -> callers.execute(again), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Lamps, how many are wrong now, lamp-seconds they were, the longest time one was while all was whole, and more. */
    synchronized String report() {
        long lamps = phones.stream().mapToLong(p -> p.lamps().all().size()).sum();
        int fallen = phones.stream().mapToInt(p -> p.lamps().fallen()).sum();
        int notified = phones.stream().mapToInt(p -> p.lamps().notified()).sum();
        return "lamps=" + lamps + " wrong=" + wrongSince.size() + " wrongSeconds=" + wrongMillis / 1_000
                + " longestMillis=" + longestMillis + " worst=" + worst + " fallen=" + fallen + " notified=" + notified
                + " calls=" + calls.get() + " failed=" + failedCalls.get();
    }
}
