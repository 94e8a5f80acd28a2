package org.breakwater.presence.xcap.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.presence.xcap.DocumentKey;
import org.breakwater.presence.xcap.DocumentStore;
import org.breakwater.presence.xcap.DocumentStoreContract;
import org.breakwater.presence.xcap.StoredDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store does on every database. */
abstract class SqlDocumentsContract extends DocumentStoreContract {

    private DirectoryFixture directory;
    private SqlDocuments documents;

    abstract DatabaseUrl url();

    @Override
    protected DocumentStore store() {
        directory = new DirectoryFixture(url());
        directory.execute("DELETE FROM xcap");
        documents = new SqlDocuments(directory.directories.own().database(), "/xcap-root");
        return documents;
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void rowOfKamailiosIsFoundAndNamesThatCannotBeServedArePassedOver() {
        String insert = "INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES ";
        directory.execute(
                insert + "('joe', 'example.com', '<rls-services/>', 8, 'sr-1', 0,"
                        + " '/xcap-root/rls-services/users/sip:joe@example.com/index', 0)",
                insert + "('joe', 'example.com', '<rls-services/>', 8, 'sr-2', 1, '/other/rls-services/users/joe', 0)");
        DocumentKey key = new DocumentKey("rls-services", "sip:joe@example.com", "index");

        assertThat(documents.find(key)).contains(new StoredDocument("<rls-services/>", "sr-1"));
        assertThat(documents.all("rls-services")).containsOnlyKeys(key);
        assertThat(documents.replace(key, "sr-1", StoredDocument.of("<a/>"))).isTrue();
    }
}
