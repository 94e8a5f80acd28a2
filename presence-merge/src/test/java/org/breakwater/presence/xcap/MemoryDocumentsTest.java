package org.breakwater.presence.xcap;

final class MemoryDocumentsTest extends DocumentStoreContract {

    @Override
    protected DocumentStore store() {
        return new MemoryDocuments();
    }
}
