package org.breakwater.presence.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of documents does. */
public abstract class DocumentStoreContract {

    private static final DocumentKey KEY = new DocumentKey("resource-lists", "sip:joe@pbx.example.lan", "index");
    private static final DocumentKey GLOBAL = new DocumentKey("rls-services", "", "all/of-us");
    private static final StoredDocument ONE = StoredDocument.of("<one>Büro \ud83d\ude00</one>\n");
    private static final StoredDocument TWO = StoredDocument.of("<two/>");

    private DocumentStore store;

    /** An empty one. */
    protected abstract DocumentStore store();

    @BeforeEach
    void makeStore() {
        store = store();
    }

    @Test
    void documentIsFoundAsItWasPut() {
        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.create(KEY, ONE)).isTrue();
        assertThat(store.create(GLOBAL, TWO)).isTrue();

        assertThat(store.find(KEY)).contains(ONE);
        assertThat(store.find(GLOBAL)).contains(TWO);
        assertThat(store.find(new DocumentKey("resource-lists", "sip:joe@pbx.example.lan", "Index")))
                .as("names are told apart by case")
                .isEmpty();
    }

    @Test
    void documentIsCreatedOnce() {
        assertThat(store.create(KEY, ONE)).isTrue();

        assertThat(store.create(KEY, TWO)).isFalse();
        assertThat(store.find(KEY)).contains(ONE);
    }

    @Test
    void onlyWhoKnowsTheTagReplacesAndRemoves() {
        assertThat(store.replace(KEY, ONE.etag(), TWO)).isFalse();
        store.create(KEY, ONE);

        assertThat(store.replace(KEY, TWO.etag(), TWO)).isFalse();
        assertThat(store.replace(KEY, ONE.etag(), ONE)).as("with the same").isTrue();
        assertThat(store.replace(KEY, ONE.etag(), TWO)).isTrue();
        assertThat(store.remove(KEY, ONE.etag())).isFalse();
        assertThat(store.find(KEY)).contains(TWO);
        assertThat(store.remove(KEY, TWO.etag())).isTrue();
        assertThat(store.remove(KEY, TWO.etag())).isFalse();
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void allOfAUsageAreFound() {
        DocumentKey other = new DocumentKey("resource-lists", "sip:ann@pbx.example.lan", "index");
        store.create(KEY, ONE);
        store.create(other, TWO);
        store.create(GLOBAL, TWO);

        assertThat(store.all("resource-lists")).isEqualTo(Map.of(KEY, ONE, other, TWO));
        assertThat(store.all("rls-services")).isEqualTo(Map.of(GLOBAL, TWO));
        assertThat(store.all("pres-rules")).isEmpty();
        assertThat(store.etags("resource-lists")).isEqualTo(Map.of(KEY, ONE.etag(), other, TWO.etag()));
    }

    @Test
    void longDocumentIsKept() {
        StoredDocument large = StoredDocument.of("<l>" + "é".repeat(60_000) + "</l>");
        store.create(KEY, large);

        assertThat(store.find(KEY)).contains(large);
    }
}
