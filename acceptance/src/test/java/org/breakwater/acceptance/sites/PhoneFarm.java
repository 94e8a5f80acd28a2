package org.breakwater.acceptance.sites;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Many phones in one process on a machine of the network; {@link Farm} starts it and talks to it by lines on standard
 * input and output. A line in is a command, a line out that begins with {@code =} is its result. Users are numbers;
 * user 2001 has the password {@code password-2001}.
 *
 * <ul>
 *   <li>{@code register FIRST COUNT SERVER[,SERVER…]}: registers at the first server; on failure at the next
 *   <li>{@code refresh FIRST COUNT SECONDS [home]}: has them register again all the time, at the next server when one is
 *       gone; with home each time at the first that can be reached, as phones do that ask DNS anew
 *   <li>{@code rest}: no more of that
 *   <li>{@code call CALLER FIRST COUNT SERVER}: calls each of them and hangs up
 *   <li>{@code hold CALLER FIRST COUNT SERVER}: calls each of them and stays on the line
 *   <li>{@code dial CALLER NUMBER SERVER[,SERVER…]}: calls a number through the first server that answers; the status, and
 *       who answered or why not. The call stays
 *   <li>{@code subscribe USER NUMBER SERVER}: asks for a lamp; the status and Retry-After
 *   <li>{@code lamps FIRST COUNT USER+COUNT/EACH[,…] SECONDS FILE}: each of the phones watches EACH of those users, and
 *       refreshes so often; the statuses. From then on lamps are compared with what phones do, see {@link LampField}
 *   <li>{@code talk RATE}: so many calls begin each second among them; {@code quiet}: no more
 *   <li>{@code whole}, {@code broken}: how the network is; {@code shown}: what the lamps showed so far
 *   <li>{@code listen USER PORT}: makes a phone at that port, which answers
 *   <li>{@code bye SERVER}: hangs up all that stayed, through that server
 *   <li>{@code hangup FIRST COUNT}: each ends the call it took last
 *   <li>{@code forget}: every phone is without power for a moment: it is in no call, and says so to nobody
 *   <li>{@code dialled FIRST COUNT}: how often somebody connected to the contacts of all of them
 *   <li>{@code acknowledged}: users that once got a 200 for their REGISTER
 *   <li>{@code served FIRST COUNT}: how many of them each server gave the last 200
 * </ul>
 */
public final class PhoneFarm {

    private static final int WIDTH = 8;
    private static final int PORTS = 10_000;

    private final String address;
    private final int firstPort;
    private final Map<Integer, FarmPhone> phones = new ConcurrentHashMap<>();
    private final List<FarmPhone.Dialog> held = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(WIDTH);
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(WIDTH);
    private final List<Future<?>> refreshing = new ArrayList<>();
    private LampField field;

    private PhoneFarm(String address, int firstPort) {
        this.address = address;
        this.firstPort = firstPort;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        PhoneFarm farm = new PhoneFarm(arguments[0], Integer.parseInt(arguments[1]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        System.out.println("= ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                System.out.println("= " + farm.run(line.split(" ")));
            } catch (Exception e) {
                System.out.println("= failed: " + e);
            }
        }
        System.exit(0);
    }

    private String run(String[] words) throws Exception {
        return switch (words[0]) {
            case "register" -> register(number(words, 1), number(words, 2), List.of(words[3].split(",")));
            case "refresh" -> refresh(number(words, 1), number(words, 2), number(words, 3), words.length > 4);
            case "rest" -> rest();
            case "call" -> call(number(words, 1), number(words, 2), number(words, 3), words[4]);
            case "hold" -> hold(number(words, 1), number(words, 2), number(words, 3), words[4]);
            case "dial" -> dial(number(words, 1), words[2], List.of(words[3].split(",")));
            case "subscribe" -> subscribe(number(words, 1), words[2], words[3]);
            case "lamps" -> lamps(words);
            case "talk", "quiet", "whole", "broken", "shown" -> field(words);
            case "listen" -> listen(number(words, 1), number(words, 2));
            case "forget" -> forget();
            case "bye" -> bye(words[1]);
            case "hangup" -> hangUp(number(words, 1), number(words, 2));
            case "dialled" -> dialled(number(words, 1), number(words, 2));
            case "acknowledged" -> acknowledged();
            case "served" -> served(number(words, 1), number(words, 2));
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        };
    }

    private static int number(String[] words, int index) {
        return Integer.parseInt(words[index]);
    }

    private FarmPhone phone(int user) {
        return phones.computeIfAbsent(user, u -> {
            try {
                return new FarmPhone(u, address, firstPort + u % PORTS);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String register(int first, int count, List<String> servers) throws Exception {
        List<Callable<String>> work = new ArrayList<>();
        for (int user = first; user < first + count; user++) {
            FarmPhone phone = phone(user);
            phone.useServers(servers);
            work.add(() -> Integer.toString(phone.register()));
        }
        return summary(work);
    }

    private String refresh(int first, int count, int seconds, boolean home) {
        for (int user = first; user < first + count; user++) {
            FarmPhone phone = phone(user);
            long delay = (user - first) * 1000L * seconds / count;
            Runnable register = home ? phone::registerAtHome : phone::register;
            refreshing.add(clock.scheduleWithFixedDelay(register, delay, seconds * 1000L, TimeUnit.MILLISECONDS));
        }
        return "refreshing";
    }

    private String rest() {
        refreshing.forEach(f -> f.cancel(false));
        refreshing.clear();
        return "resting";
    }

    private String call(int caller, int first, int count, String server) throws Exception {
        FarmPhone from = phone(caller);
        List<Callable<String>> work = new ArrayList<>();
        for (int user = first; user < first + count; user++) {
            int callee = user;
            work.add(() -> {
                FarmPhone.Dialog dialog = from.invite(Integer.toString(callee), server);
                if (dialog.status() != 200) {
                    return dialog.status() + "(" + callee + ")";
                }
                int bye = from.bye(dialog, server);
                return bye == 200 ? "200" : "bye-" + bye + "(" + callee + ")";
            });
        }
        return summary(work);
    }

    private String hold(int caller, int first, int count, String server) throws Exception {
        FarmPhone from = phone(caller);
        List<Callable<String>> work = new ArrayList<>();
        for (int user = first; user < first + count; user++) {
            int callee = user;
            work.add(() -> {
                FarmPhone.Dialog dialog = from.invite(Integer.toString(callee), server);
                if (dialog.status() == 200) {
                    synchronized (held) {
                        held.add(dialog);
                    }
                }
                return Integer.toString(dialog.status());
            });
        }
        return summary(work);
    }

    private String forget() {
        phones.values().forEach(FarmPhone::forgetCalls);
        return "forgotten";
    }

    private String dial(int caller, String number, List<String> candidates) {
        FarmPhone.Dialog dialog = phone(caller).dial(number, candidates);
        Message answer = dialog.answer();
        if (dialog.status() != 200) {
            return dialog.status() + " " + answer.header("Warning") + " " + answer.header("Reason");
        }
        synchronized (held) {
            held.add(dialog);
        }
        return dialog.status() + " " + dialog.target();
    }

    private String subscribe(int user, String number, String server) {
        Message answer = phone(user).subscribe(number, server);
        return answer.status() + " " + answer.header("Retry-After");
    }

    private String lamps(String[] words) throws Exception {
        int first = number(words, 1);
        List<FarmPhone> watching = new ArrayList<>();
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < number(words, 2); i++) {
            FarmPhone phone = phone(first + i);
            watching.add(phone);
            for (String part : words[3].split(",")) {
                String[] numbers = part.split("[+/]");
                for (int k = 0; k < number(numbers, 2); k++) {
                    int user = number(numbers, 0) + (i * 7 + k) % number(numbers, 1);
                    work.add(() -> Integer.toString(phone.lamps().watch(user)));
                }
            }
        }
        String statuses = summary(work);
        field = new LampField(watching, Path.of(words[5]));
        field.refresh(number(words, 4));
        return statuses;
    }

    private String field(String[] words) {
        switch (words[0]) {
            case "talk" -> field.talk(number(words, 1));
            case "quiet" -> field.quiet();
            case "whole" -> field.whole();
            case "broken" -> field.broken();
            default -> {
                return field.report();
            }
        }
        return words[0];
    }

    private String listen(int user, int port) throws IOException {
        phones.put(user, new FarmPhone(user, address, port));
        return "listening";
    }

    private String bye(String server) throws Exception {
        List<Callable<String>> work = new ArrayList<>();
        for (FarmPhone.Dialog dialog : held) {
            work.add(() -> Integer.toString(dialog.caller().bye(dialog, server)));
        }
        held.clear();
        return summary(work);
    }

    private String hangUp(int first, int count) throws Exception {
        List<Callable<String>> work = new ArrayList<>();
        for (int user = first; user < first + count; user++) {
            FarmPhone phone = phone(user);
            work.add(() -> Integer.toString(phone.hangUp()));
        }
        return summary(work);
    }

    private String dialled(int first, int count) {
        int sum = 0;
        for (int user = first; user < first + count; user++) {
            sum += phone(user).dialled();
        }
        return Integer.toString(sum);
    }

    private String served(int first, int count) throws InterruptedException {
        List<Callable<String>> work = new ArrayList<>();
        for (int user = first; user < first + count; user++) {
            work.add(phone(user)::server);
        }
        return summary(work);
    }

    private String acknowledged() {
        StringBuilder users = new StringBuilder("acknowledged");
        phones.values().stream()
                .filter(FarmPhone::isAcknowledged)
                .map(FarmPhone::user)
                .sorted()
                .forEach(user -> users.append(' ').append(user));
        return users.toString();
    }

    /** How often each outcome was seen, as {@code 200=40 503=2}. */
    private String summary(List<Callable<String>> work) throws InterruptedException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Future<String> done : pool.invokeAll(work)) {
            String outcome;
            try {
                outcome = done.get();
            } catch (ExecutionException e) {
                outcome = e.getCause().getClass().getSimpleName();
            }
            outcomes.merge(outcome, 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, times) -> text.append(text.length() == 0 ? "" : " ")
                .append(outcome)
                .append('=')
                .append(times));
        return text.toString();
    }
}
