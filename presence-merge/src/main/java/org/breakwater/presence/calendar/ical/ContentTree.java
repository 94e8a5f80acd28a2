package org.breakwater.presence.calendar.ical;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import org.breakwater.presence.calendar.busy.CalendarException;

/** Takes from ical4j's parser the components and lines that say when somebody is busy, and forgets the others. */
final class ContentTree implements ContentHandler {

    private static final int MAX_DEPTH = 4;
    private static final int MAX_BLOCKS = 20_000;
    private static final int MAX_LINES = 400_000;
    private static final Set<String> BLOCKS = Set.of("VEVENT", "VFREEBUSY", "VTIMEZONE", "STANDARD", "DAYLIGHT");
    private static final Set<String> LINES = Set.of(
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "SUMMARY",
            "STATUS",
            "TRANSP",
            "CLASS",
            "CATEGORIES",
            "ATTENDEE",
            "FREEBUSY",
            "X-MICROSOFT-CDO-BUSYSTATUS",
            "TZID",
            "TZOFFSETFROM",
            "TZOFFSETTO");

    private final List<Block> top = new ArrayList<>();
    private final Deque<Block> open = new ArrayDeque<>();
    private Map<String, String> parameters = new HashMap<>();
    private String value = "";
    private int blocks;
    private int lines;

    /** The components of a text with any number of calendars. */
    static List<Block> read(String text) throws CalendarException {
        ContentTree tree = new ContentTree();
        try {
            new CalendarParserImpl(true).parse(new UnfoldingReader(new StringReader(text), true), tree);
            return tree.top;
        } catch (ParserException e) {
            if (e.getCause() instanceof TooMuch) {
                throw new CalendarException(e.getCause().getMessage());
            }
            throw new CalendarException("this is no iCalendar text from line " + e.getLineNo()
                    + " on; look at the address in a browser: it must give a file that begins with BEGIN:VCALENDAR");
        } catch (IOException e) {
            throw new CalendarException("the iCalendar text cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void startCalendar() {
        open.clear();
    }

    @Override
    public void endCalendar() {
        open.clear();
    }

    @Override
    public void startComponent(String name) {
        if (open.size() == MAX_DEPTH) {
            throw new TooMuch("components lie deeper than " + MAX_DEPTH + " in one another; export the calendar anew");
        }
        if (++blocks > MAX_BLOCKS) {
            throw new TooMuch("the calendar has more than " + MAX_BLOCKS
                    + " components; give one that leaves old events out, or use CalDAV");
        }
        open.push(new Block(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public void endComponent(String name) {
        Block block = open.pop();
        if (BLOCKS.contains(block.name())) {
            (open.isEmpty() ? top : open.peek().children()).add(block);
        }
    }

    @Override
    public void startProperty(String name) {
        parameters = new HashMap<>();
        value = "";
    }

    @Override
    public void propertyValue(String text) {
        value = text;
    }

    @Override
    public void parameter(String name, String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        parameters.put(name.toUpperCase(Locale.ROOT), quoted ? text.substring(1, text.length() - 1) : text);
    }

    @Override
    public void endProperty(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        Block block = open.peek();
        if (block == null || !LINES.contains(upper) || upper.equals("ATTENDEE") && block.first(upper) != null) {
            return;
        }
        if (++lines > MAX_LINES) {
            throw new TooMuch("the calendar has more than " + MAX_LINES
                    + " lines about times; give one that leaves old events out, or use CalDAV");
        }
        block.add(new ContentLine(upper, Map.copyOf(parameters), value));
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }
}
