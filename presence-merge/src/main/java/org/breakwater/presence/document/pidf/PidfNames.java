package org.breakwater.presence.document.pidf;

import java.util.Set;

/** Namespaces of presence documents. */
final class PidfNames {

    static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    static final String DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
    static final String RPID = "urn:ietf:params:xml:ns:pidf:rpid";
    static final String IM = "urn:ietf:params:xml:ns:pidf:im";

    /** RPID before it was an RFC, as old softphones and Asterisk write it. */
    static final Set<String> RPID_DRAFTS = Set.of(
            RPID,
            "",
            "urn:ietf:params:xml:ns:pidf:rpid:rpid-person",
            "urn:ietf:params:xml:ns:pidf:rpid:rpid-tuple",
            "urn:ietf:params:xml:ns:pidf:status:rpid",
            "urn:ietf:params:xml:ns:pidf:rpid:status:rpid-status");

    /** The same of the data model. */
    static final Set<String> PERSON_DRAFTS = Set.of(DATA_MODEL, "", "urn:ietf:params:xml:ns:pidf:person");

    private PidfNames() {}
}
