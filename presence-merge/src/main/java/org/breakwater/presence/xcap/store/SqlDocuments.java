package org.breakwater.presence.xcap.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.presence.xcap.DocumentKey;
import org.breakwater.presence.xcap.DocumentStore;
import org.breakwater.presence.xcap.StoredDocument;
import org.breakwater.presence.xcap.XcapUri;
import org.breakwater.presence.xcap.XcapUriException;

/**
 * Documents in the table {@code xcap} as Kamailio's modules keep them: {@code doc_uri} is the path with its root. Where the
 * database does not tell upper case from lower, two documents whose names differ in that only cannot both be kept.
 */
public final class SqlDocuments implements DocumentStore {

    private static final String FIND = "SELECT doc, etag, doc_uri FROM xcap WHERE doc_uri = ?";
    private static final String ALL = "SELECT doc, etag, doc_uri FROM xcap WHERE doc_type = ?";
    private static final String TAGS = "SELECT etag, doc_uri FROM xcap WHERE doc_type = ?";
    private static final String INSERT =
            "INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port)"
                    + " VALUES (?, ?, ?, ?, ?, 0, ?, 0)";
    private static final String UPDATE = "UPDATE xcap SET doc = ?, etag = ? WHERE doc_uri = ? AND etag = ?";
    private static final String DELETE = "DELETE FROM xcap WHERE doc_uri = ? AND etag = ?";

    /** Kamailio's numbers of kinds of documents. */
    private static final Map<String, Integer> TYPES =
            Map.of("pres-rules", 1 << 1, "resource-lists", 1 << 2, "rls-services", 1 << 3);

    private final Statements statements;
    private final String root;

    /**
     * @param root before the path of each document, as Kamailio's parameter {@code xcap_server.xcap_root}: {@code
     *     /xcap-root}
     */
    public SqlDocuments(Database database, String root) {
        this.statements = new Statements(database, "the table xcap");
        this.root = root;
    }

    @Override
    public Optional<StoredDocument> find(DocumentKey key) {
        String uri = uri(key);
        return statements.with(connection -> Statements.list(connection, FIND, Row::of, uri)).stream()
                .filter(row -> row.uri().equals(uri))
                .map(Row::document)
                .findFirst();
    }

    @Override
    public boolean create(DocumentKey key, StoredDocument document) {
        String account = key.user().substring(key.user().indexOf(':') + 1);
        int at = account.lastIndexOf('@');
        return statements.with(connection -> {
            try {
                return Statements.update(
                                connection,
                                INSERT,
                                account.substring(0, Math.max(0, at)),
                                account.substring(at + 1),
                                octets(document),
                                type(key.auid()),
                                document.etag(),
                                uri(key))
                        == 1;
            } catch (SQLIntegrityConstraintViolationException e) {
                return false;
            }
        });
    }

    @Override
    public boolean replace(DocumentKey key, String etag, StoredDocument document) {
        return statements.with(connection ->
                Statements.update(connection, UPDATE, octets(document), document.etag(), uri(key), etag) == 1);
    }

    @Override
    public boolean remove(DocumentKey key, String etag) {
        return statements.with(connection -> Statements.update(connection, DELETE, uri(key), etag) == 1);
    }

    @Override
    public Map<DocumentKey, StoredDocument> all(String auid) {
        List<Row> rows = statements.with(connection -> Statements.list(connection, ALL, Row::of, type(auid)));
        Map<DocumentKey, StoredDocument> found = new HashMap<>();
        rows.forEach(row -> key(auid, row.uri()).ifPresent(key -> found.put(key, row.document())));
        return found;
    }

    @Override
    public Map<DocumentKey, String> etags(String auid) {
        Map<DocumentKey, String> found = new HashMap<>();
        statements
                .with(connection -> Statements.list(
                        connection, TAGS, row -> List.of(row.getString(1), row.getString(2)), type(auid)))
                .forEach(row -> key(auid, row.get(1)).ifPresent(key -> found.put(key, row.get(0))));
        return found;
    }

    /** Nothing for a document of another root, or written by others under a name we could not serve. */
    private Optional<DocumentKey> key(String auid, String uri) {
        if (!uri.startsWith(root + "/" + auid + "/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(XcapUri.parse(uri.substring(root.length())).key());
        } catch (XcapUriException e) {
            return Optional.empty();
        }
    }

    private String uri(DocumentKey key) {
        return root + key.escapedPath();
    }

    private static int type(String auid) {
        return TYPES.getOrDefault(auid, 0);
    }

    private static byte[] octets(StoredDocument document) {
        return document.text().getBytes(StandardCharsets.UTF_8);
    }

    private record Row(String uri, StoredDocument document) {

        static Row of(ResultSet row) throws SQLException {
            String text = new String(row.getBytes(1), StandardCharsets.UTF_8);
            return new Row(row.getString(3), new StoredDocument(text, row.getString(2)));
        }
    }
}
