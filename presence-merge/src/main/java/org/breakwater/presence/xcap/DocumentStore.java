package org.breakwater.presence.xcap;

import java.util.Map;
import java.util.Optional;

/** Where documents are kept. Every method is atomic and may block; what cannot be kept or read is an unchecked exception. */
public interface DocumentStore {

    /** The document, if there is one. */
    Optional<StoredDocument> find(DocumentKey key);

    /**
     * Keeps a document if there is still none.
     *
     * @return false when there is one
     */
    boolean create(DocumentKey key, StoredDocument document);

    /**
     * Puts a document in another's place.
     *
     * @param etag of the one that is replaced
     * @return false when there is none or it has another tag
     */
    boolean replace(DocumentKey key, String etag, StoredDocument document);

    /**
     * Removes a document.
     *
     * @return false when there is none or it has another tag
     */
    boolean remove(DocumentKey key, String etag);

    /** All documents of one usage; the order does not matter. */
    Map<DocumentKey, StoredDocument> all(String auid);

    /** Tags of all documents of one usage, to see whether something changed. */
    Map<DocumentKey, String> etags(String auid);
}
