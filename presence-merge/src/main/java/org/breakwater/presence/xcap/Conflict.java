package org.breakwater.presence.xcap;

import java.util.List;
import org.breakwater.presence.xml.XmlWriter;

/**
 * Why a change was not made (RFC 4825 §11).
 *
 * @param phrase a sentence that says what to do
 * @param details ancestors or fields, as the kind needs them
 */
public record Conflict(Kind kind, String phrase, List<String> details) {

    /** Content type of the body of a 409. */
    public static final String CONTENT_TYPE = "application/xcap-error+xml";

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xcap-error";

    /** The elements of RFC 4825 §11.1. */
    public enum Kind {
        NOT_WELL_FORMED("not-well-formed"),
        NOT_XML_FRAG("not-xml-frag"),
        NO_PARENT("no-parent"),
        SCHEMA_VALIDATION_ERROR("schema-validation-error"),
        NOT_XML_ATT_VALUE("not-xml-att-value"),
        CANNOT_INSERT("cannot-insert"),
        CANNOT_DELETE("cannot-delete"),
        UNIQUENESS_FAILURE("uniqueness-failure"),
        CONSTRAINT_FAILURE("constraint-failure"),
        NOT_UTF_8("not-utf-8");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Copies the details. */
    public Conflict {
        details = List.copyOf(details);
    }

    static Conflict of(Kind kind, String phrase) {
        return new Conflict(kind, phrase, List.of());
    }

    static Conflict schema(String phrase) {
        return of(Kind.SCHEMA_VALIDATION_ERROR, phrase);
    }

    static Conflict notUnique(String phrase, String field) {
        return new Conflict(Kind.UNIQUENESS_FAILURE, phrase, List.of(field));
    }

    String document() {
        XmlWriter xml = new XmlWriter().open("xcap-error").attribute("xmlns", NAMESPACE);
        xml.open(kind.text).attribute("phrase", phrase);
        for (String detail : details) {
            if (kind == Kind.NO_PARENT) {
                xml.leaf("ancestor", detail);
            } else {
                xml.open("exists").attribute("field", detail).close();
            }
        }
        return xml.close().close().toText();
    }
}
