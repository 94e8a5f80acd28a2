package org.breakwater.presence.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.xcap.Requests.ATTRIBUTE;
import static org.breakwater.presence.xcap.Requests.ELEMENT;
import static org.breakwater.presence.xcap.Requests.JOE;
import static org.breakwater.presence.xcap.Requests.LISTS;
import static org.breakwater.presence.xcap.Requests.LISTS_TYPE;
import static org.breakwater.presence.xcap.Requests.TWO_LISTS;
import static org.breakwater.presence.xcap.Requests.delete;
import static org.breakwater.presence.xcap.Requests.get;
import static org.breakwater.presence.xcap.Requests.put;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many changes, one after the other and at the same time. */
class XcapChangesTest {

    private static final String AT = LISTS + "/~~/resource-lists/";

    private final MemoryDocuments store = new MemoryDocuments();
    private final XcapServer server = new XcapServer(store);

    private String text() {
        return server.answer(get(LISTS)).body();
    }

    @Test
    void changeByAnotherInBetweenIsNotLost() {
        MemoryDocuments shared = new MemoryDocuments();
        XcapServer other = new XcapServer(shared);
        int[] left = {2};
        XcapServer slow = new XcapServer(new Interrupted(shared, () -> {
            if (left[0]-- > 0) {
                other.answer(
                        put(AT + "list[@name=\"by" + left[0] + "\"]", ELEMENT, "<list name='by" + left[0] + "'/>"));
            }
        }));
        other.answer(put(LISTS, LISTS_TYPE, TWO_LISTS));

        assertThat(slow.answer(put(AT + "list[@name=\"mine\"]", ELEMENT, "<list name='mine'/>"))
                        .status())
                .isEqualTo(201);
        assertThat(shared.find(new DocumentKey("resource-lists", JOE, "index"))
                        .orElseThrow()
                        .text())
                .contains("by0", "by1", "mine");
        left[0] = 9;
        assertThat(slow.answer(put(AT + "list[@name=\"more\"]", ELEMENT, "<list name='more'/>"))
                        .status())
                .isEqualTo(503);
    }

    /** Lets another come between reading and writing. */
    private record Interrupted(DocumentStore store, Runnable between) implements DocumentStore {

        @Override
        public Optional<StoredDocument> find(DocumentKey key) {
            Optional<StoredDocument> found = store.find(key);
            between.run();
            return found;
        }

        @Override
        public boolean create(DocumentKey key, StoredDocument document) {
            return store.create(key, document);
        }

        @Override
        public boolean replace(DocumentKey key, String etag, StoredDocument document) {
            return store.replace(key, etag, document);
        }

        @Override
        public boolean remove(DocumentKey key, String etag) {
            return store.remove(key, etag);
        }

        @Override
        public Map<DocumentKey, StoredDocument> all(String auid) {
            return store.all(auid);
        }

        @Override
        public Map<DocumentKey, String> etags(String auid) {
            return store.etags(auid);
        }
    }

    /** Random changes: what was put is what is got, what was deleted is gone, what was refused changed nothing. */
    @Test
    void whatWasPutIsWhatIsGot() {
        Random random = new Random(71);
        String[] selectors = {
            "list[1]",
            "list[2]",
            "list[@name=\"a\"]",
            "list[@name=\"b\"]",
            "*[1]",
            "list[1]/entry[1]",
            "list[1]/entry[2]",
            "list[2]/entry[@uri=\"sip:1@x\"]",
            "list[1]/display-name",
            "*[2]/*[1]",
            "list[1]/entry[1][@uri=\"sip:2@x\"]",
            "list[@name=\"a\"]/list[1]",
            "list[1]/@name",
            "list[2]/entry[1]/@uri"
        };
        String[] bodies = {
            "<list name=\"a\"/>",
            "<list name=\"b\"><entry uri=\"sip:1@x\"/></list>",
            "<entry uri=\"sip:1@x\"/>",
            "<entry uri=\"sip:2@x\"><display-name>Two &lt; \u00fc</display-name></entry>",
            "<display-name>N</display-name>",
            "a",
            "sip:3@x",
            "<!-- c --><list><!-- d --></list>"
        };
        int[] done = new int[600];
        for (int i = 0; i < 30_000; i++) {
            if (i % 100 == 0) {
                server.answer(put(LISTS, LISTS_TYPE, TWO_LISTS));
            }
            String before = text();
            String selector = selectors[random.nextInt(selectors.length)];
            String body = bodies[random.nextInt(bodies.length)];
            boolean deletes = random.nextInt(3) == 0;
            String type = selector.contains("/@") ? ATTRIBUTE : ELEMENT;
            XcapResponse response = server.answer(deletes ? delete(AT + selector) : put(AT + selector, type, body));
            done[response.status()]++;
            XcapResponse now = server.answer(get(AT + selector));
            if (response.status() >= 300) {
                assertThat(text()).isEqualTo(before);
            } else if (deletes) {
                assertThat(now.status()).as(selector).isEqualTo(404);
            } else {
                assertThat(body).as(selector).endsWith(now.body());
                assertThat(response.status() == 201).isEqualTo(!exists(before, selector));
            }
            assertThat(server.answer(put(LISTS, LISTS_TYPE, text())).status())
                    .as("it stays valid")
                    .isEqualTo(200);
        }
        assertThat(done[200]).isGreaterThan(2_000);
        assertThat(done[201]).isGreaterThan(1_000);
        assertThat(done[409]).isGreaterThan(2_000);
    }

    private static boolean exists(String document, String selector) {
        MemoryDocuments documents = new MemoryDocuments();
        documents.create(new DocumentKey("resource-lists", JOE, "index"), StoredDocument.of(document));
        return new XcapServer(documents).answer(get(AT + selector)).status() == 200;
    }
}
