package org.breakwater.presence.xcap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Documents in memory, gone with the process. */
public final class MemoryDocuments implements DocumentStore {

    private final Map<DocumentKey, StoredDocument> documents = new HashMap<>();

    @Override
    public synchronized Optional<StoredDocument> find(DocumentKey key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public synchronized boolean create(DocumentKey key, StoredDocument document) {
        return documents.putIfAbsent(key, document) == null;
    }

    @Override
    public synchronized boolean replace(DocumentKey key, String etag, StoredDocument document) {
        if (!has(key, etag)) {
            return false;
        }
        documents.put(key, document);
        return true;
    }

    @Override
    public synchronized boolean remove(DocumentKey key, String etag) {
        return has(key, etag) && documents.remove(key) != null;
    }

    @Override
    public synchronized Map<DocumentKey, StoredDocument> all(String auid) {
        Map<DocumentKey, StoredDocument> found = new HashMap<>();
        documents.forEach((key, document) -> {
            if (key.auid().equals(auid)) {
                found.put(key, document);
            }
        });
        return found;
    }

    @Override
    public synchronized Map<DocumentKey, String> etags(String auid) {
        Map<DocumentKey, String> tags = new HashMap<>();
        all(auid).forEach((key, document) -> tags.put(key, document.etag()));
        return tags;
    }

    private boolean has(DocumentKey key, String etag) {
        return documents.containsKey(key) && documents.get(key).etag().equals(etag);
    }
}
