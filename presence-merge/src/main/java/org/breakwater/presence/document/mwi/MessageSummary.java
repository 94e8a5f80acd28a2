package org.breakwater.presence.document.mwi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.presence.xml.DocumentException;

/**
 * State of a mailbox.
 *
 * @param waiting whether the phone's lamp is on
 * @param account URI that is called to listen, empty without
 * @param counts for each class of messages
 */
public record MessageSummary(boolean waiting, String account, List<Count> counts) {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/simple-message-summary";

    private static final int MAX_OCTETS = 8192;
    private static final int MAX_LINES = 64;
    private static final int MAX_COUNT = 1_000_000;
    private static final Pattern LINE = Pattern.compile("([A-Za-z-]{1,64})\\s*:\\s*(\\S.{0,1000})");
    private static final Pattern COUNTS = Pattern.compile(
            "([0-9]{1,9})\\s*/\\s*([0-9]{1,9})(?:\\s*\\(\\s*([0-9]{1,9})\\s*/\\s*([0-9]{1,9})\\s*\\))?");

    /** Copies the counts. */
    public MessageSummary {
        counts = List.copyOf(counts);
    }

    /**
     * Messages of one class.
     *
     * @param messageClass {@code Voice-Message}, {@code Fax-Message}, …
     * @param urgent of the new and the old ones; null when not said
     */
    public record Count(String messageClass, int fresh, int old, Urgent urgent) {}

    /** How many of them are urgent. */
    public record Urgent(int fresh, int old) {}

    /** Voice messages only. */
    public static MessageSummary voice(String account, int fresh, int old) {
        return new MessageSummary(
                fresh > 0, account, List.of(new Count("Voice-Message", fresh, old, new Urgent(0, 0))));
    }

    /** The document's octets. */
    public byte[] write() {
        StringBuilder out = new StringBuilder("Messages-Waiting: ")
                .append(waiting ? "yes" : "no")
                .append("\r\n");
        String called = oneLine(account);
        if (!called.isEmpty()) {
            out.append("Message-Account: ").append(called).append("\r\n");
        }
        for (Count count : counts) {
            out.append(oneLine(count.messageClass())).append(": ");
            out.append(count.fresh()).append('/').append(count.old());
            if (count.urgent() != null) {
                out.append(" (").append(count.urgent().fresh()).append('/');
                out.append(count.urgent().old()).append(')');
            }
            out.append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /**
     * Reads a summary; lines that are not known are passed over.
     *
     * @throws DocumentException when it is too long or does not say whether messages wait
     */
    public static MessageSummary read(byte[] octets) throws DocumentException {
        if (octets.length > MAX_OCTETS) {
            throw new DocumentException("the message summary has " + octets.length + " octets, more than " + MAX_OCTETS
                    + "; send a shorter one");
        }
        Boolean waiting = null;
        String account = "";
        List<Count> counts = new ArrayList<>();
        List<String> lines = new String(octets, StandardCharsets.UTF_8)
                .lines()
                .limit(MAX_LINES)
                .toList();
        for (String text : lines) {
            Matcher line = LINE.matcher(text.strip());
            if (!line.matches()) {
                continue;
            }
            String value = line.group(2).strip();
            switch (line.group(1).toLowerCase(Locale.ROOT)) {
                case "messages-waiting" -> waiting = value.equalsIgnoreCase("yes");
                case "message-account" -> account = value;
                default -> count(line.group(1), value, counts);
            }
        }
        if (waiting == null) {
            throw new DocumentException(
                    "the message summary has no line Messages-Waiting; begin with Messages-Waiting: yes or no");
        }
        return new MessageSummary(waiting, account, counts);
    }

    private static void count(String name, String value, List<Count> to) {
        Matcher counts = COUNTS.matcher(value);
        if (counts.matches()) {
            Urgent urgent = counts.group(3) == null ? null : new Urgent(number(counts, 3), number(counts, 4));
            to.add(new Count(name, number(counts, 1), number(counts, 2), urgent));
        }
    }

    private static int number(Matcher matcher, int group) {
        return Math.min(MAX_COUNT, Integer.parseInt(matcher.group(group)));
    }
}
