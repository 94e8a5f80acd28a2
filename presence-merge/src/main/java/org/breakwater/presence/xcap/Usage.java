package org.breakwater.presence.xcap;

import java.util.Optional;
import org.breakwater.presence.xml.XmlNode;

/** What documents of one kind are (RFC 4825 §5). */
interface Usage {

    /** Application unique id, the first part of the path. */
    String auid();

    /** Content type of its documents. */
    String contentType();

    /** Default namespace of node selectors. */
    String namespace();

    /** Why a document may not be like this, if it may not. */
    Optional<Conflict> check(DocumentKey key, XmlNode.Element root);
}
