package org.breakwater.presence.xcap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/**
 * Answers requests for documents and what is in them (RFC 4825 §8). A user reads and writes their own tree and reads the
 * global one; administrators do everything.
 */
public final class XcapServer {

    private static final String ELEMENT = "application/xcap-el+xml";
    private static final String ATTRIBUTE = "application/xcap-att+xml";
    private static final String NAMESPACES = "application/xcap-ns+xml";
    private static final String ALL = "GET, PUT, DELETE";
    private static final int ATTEMPTS = 3;

    /** What is kept is UTF-8 and must not call itself something else. */
    private static final Pattern OTHER_ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]{0,100}\\bencoding\\s*=\\s*[\"'](?!(?i:utf-8|us-ascii)[\"'])");

    private final DocumentStore store;
    private final Map<String, Usage> usages = new LinkedHashMap<>();

    /** A server of {@code resource-lists}, {@code rls-services}, {@code pres-rules} and {@code xcap-caps}. */
    public XcapServer(DocumentStore store) {
        this.store = store;
        for (Usage usage : List.of(new ResourceListsUsage(), new RlsServicesUsage(store), new PresRulesUsage())) {
            usages.put(usage.auid(), usage);
        }
    }

    /** Answers one request; whatever it holds gets an answer. */
    public XcapResponse answer(XcapRequest request) {
        if (!List.of("GET", "PUT", "DELETE").contains(request.method())) {
            return XcapResponse.notAllowed(ALL);
        }
        if (request.body().length > XmlLimits.FROM_PHONES.maxOctets()) {
            return XcapResponse.refused(
                    413, "the body has more than " + XmlLimits.FROM_PHONES.maxOctets() + " octets; send less");
        }
        try {
            XcapUri uri = XcapUri.parse(request.uri());
            boolean reads = request.method().equals("GET");
            if (!isAllowed(request.who(), uri.key(), reads)) {
                return XcapResponse.refused(
                        403,
                        "this is not yours; ask for what is under /users/"
                                + (request.who().user().isEmpty()
                                        ? "YOU"
                                        : Entity.sip(request.who().user())));
            }
            if (uri.key().equals(new DocumentKey(Capabilities.AUID, "", "index"))) {
                return reads
                        ? get(
                                request,
                                uri,
                                Optional.of(Capabilities.document(usages.values())),
                                Capabilities.CONTENT_TYPE)
                        : XcapResponse.notAllowed("GET");
            }
            Usage usage = usages.get(uri.key().auid());
            if (usage == null) {
                return XcapResponse.refused(
                        404,
                        "there are " + String.join(", ", usages.keySet()) + " and " + Capabilities.AUID
                                + " /global/index");
            }
            return reads
                    ? get(request, uri, store.find(uri.key()), usage.contentType())
                    : change(new Change(request, uri, usage));
        } catch (XcapUriException e) {
            return XcapResponse.refused(e.status(), e.getMessage());
        }
    }

    private static boolean isAllowed(XcapRequest.Who who, DocumentKey key, boolean reads) {
        boolean known = !who.user().isEmpty();
        boolean own = known && Entity.sip(who.user()).equals(key.user());
        return who.administrator() || own || known && reads && key.isGlobal();
    }

    private String namespaceOf(DocumentKey key) {
        Usage usage = usages.get(key.auid());
        return usage == null ? Capabilities.NAMESPACE : usage.namespace();
    }

    private NodeSelector selector(XcapUri uri) throws XcapUriException {
        return NodeSelectorReader.read(uri.selector(), namespaceOf(uri.key()), uri.prefixes());
    }

    private XcapResponse get(XcapRequest request, XcapUri uri, Optional<StoredDocument> found, String contentType)
            throws XcapUriException {
        NodeSelector selector = uri.selector().isEmpty() ? null : selector(uri);
        if (found.isEmpty()) {
            return XcapResponse.refused(404, "there is no document " + uri.key().path());
        }
        StoredDocument document = found.get();
        XcapResponse whole = XcapResponse.found(document.etag(), contentType, document.text());
        XcapResponse response = selector == null ? whole : node(document, selector);
        if (response.status() != 200) {
            return response;
        }
        if (!Condition.holds(new XcapRequest.Fields("", request.fields().ifMatch(), ""), document.etag(), true)) {
            return changedMeanwhile(document.etag());
        }
        return Condition.holds(request.fields(), document.etag(), true)
                ? response
                : XcapResponse.ok(304, document.etag());
    }

    private static XcapResponse node(StoredDocument document, NodeSelector selector) {
        XmlNode.Element root = parsed(document);
        List<List<Integer>> found = root == null ? List.of() : selector.find(root);
        if (found.size() == 1) {
            List<Integer> path = found.get(0);
            XmlNode.Element element = Edit.at(root, path);
            if (selector.terminal() instanceof NodeSelector.Terminal.Attribute attribute) {
                String value = element.attribute(
                        attribute.name().namespace(), attribute.name().local());
                if (value != null) {
                    return XcapResponse.found(document.etag(), ATTRIBUTE, XmlTree.writeAttributeValue(value));
                }
            } else if (selector.terminal() instanceof NodeSelector.Terminal.Namespaces) {
                List<XmlNode.Declaration> all = XmlTree.bindings(Edit.line(root, path)).entrySet().stream()
                        .map(binding -> new XmlNode.Declaration(binding.getKey(), binding.getValue()))
                        .toList();
                XmlNode.Element bare = new XmlNode.Element(
                        element.prefix(), element.namespace(), element.name(), all, List.of(), List.of());
                return XcapResponse.found(document.etag(), NAMESPACES, XmlTree.writeFragment(bare));
            } else {
                return XcapResponse.found(document.etag(), ELEMENT, XmlTree.writeFragment(element));
            }
        }
        return XcapResponse.refused(
                404, "the node selector selects " + (found.size() == 1 ? "no attribute" : found.size() + " elements"));
    }

    /** Null when somebody wrote past us what is no document. */
    private static XmlNode.Element parsed(StoredDocument document) {
        try {
            return XmlTree.read(document.text(), XmlLimits.OWN);
        } catch (DocumentException e) {
            return null;
        }
    }

    /** A PUT or DELETE. */
    private record Change(XcapRequest request, XcapUri uri, Usage usage) {

        boolean puts() {
            return request.method().equals("PUT");
        }
    }

    /** What is to be stored instead of what was found: nothing for no document, a refusal for no change. */
    private record Plan(XcapResponse response, Optional<StoredDocument> result) {

        static Plan removal() {
            return new Plan(XcapResponse.ok(200, ""), Optional.empty());
        }

        static Plan no(XcapResponse response) {
            return new Plan(response, Optional.empty());
        }
    }

    /** Another may change the document between reading and writing; then it is tried again. */
    private XcapResponse change(Change change) throws XcapUriException {
        NodeSelector selector = change.uri().selector().isEmpty() ? null : selector(change.uri());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredDocument> found = store.find(change.uri().key());
            Plan plan = selector == null ? document(change, found) : node(change, selector, found);
            if (plan.response().status() >= 300 || stored(change.uri().key(), found, plan.result())) {
                return plan.response();
            }
        }
        return XcapResponse.refused(503, "others change the document at the same time; try again");
    }

    private boolean stored(DocumentKey key, Optional<StoredDocument> found, Optional<StoredDocument> result) {
        if (found.isEmpty()) {
            return store.create(key, result.orElseThrow());
        }
        String etag = found.get().etag();
        return result.isPresent() ? store.replace(key, etag, result.get()) : store.remove(key, etag);
    }

    private Plan document(Change change, Optional<StoredDocument> found) {
        String etag = found.map(StoredDocument::etag).orElse("");
        if (!change.puts() && found.isEmpty()) {
            return Plan.no(XcapResponse.refused(
                    404, "there is no document " + change.uri().key().path()));
        }
        if (!Condition.holds(change.request().fields(), etag, found.isPresent())) {
            return Plan.no(changedMeanwhile(etag));
        }
        if (!change.puts()) {
            return Plan.removal();
        }
        if (!isType(change, change.usage().contentType())) {
            return Plan.no(wrongType(change.usage().contentType()));
        }
        Optional<String> text = utf8(change.request().body());
        if (text.isEmpty() || OTHER_ENCODING.matcher(text.get()).find()) {
            return Plan.no(notUtf8());
        }
        try {
            XmlNode.Element root = XmlTree.read(text.get(), XmlLimits.FROM_PHONES);
            Optional<Conflict> wrong = change.usage().check(change.uri().key(), root);
            if (wrong.isPresent()) {
                return Plan.no(XcapResponse.conflict(wrong.get()));
            }
        } catch (DocumentException e) {
            return Plan.no(XcapResponse.conflict(Conflict.of(Conflict.Kind.NOT_WELL_FORMED, e.getMessage())));
        }
        StoredDocument document = StoredDocument.of(text.get());
        return new Plan(XcapResponse.ok(found.isPresent() ? 200 : 201, document.etag()), Optional.of(document));
    }

    private Plan node(Change change, NodeSelector selector, Optional<StoredDocument> found) {
        if (selector.terminal() instanceof NodeSelector.Terminal.Namespaces) {
            return Plan.no(XcapResponse.notAllowed("GET"));
        }
        XmlNode.Element root = found.map(XcapServer::parsed).orElse(null);
        if (root == null) {
            return Plan.no(
                    change.puts()
                            ? XcapResponse.conflict(new Conflict(
                                    Conflict.Kind.NO_PARENT, "there is no document; put it first", List.of()))
                            : XcapResponse.refused(404, "there is no document"));
        }
        StoredDocument document = found.orElseThrow();
        boolean exists = node(document, selector).status() == 200;
        if (!Condition.holds(change.request().fields(), document.etag(), exists)) {
            return Plan.no(changedMeanwhile(document.etag()));
        }
        boolean attribute = selector.terminal() instanceof NodeSelector.Terminal.Attribute;
        String type = attribute ? ATTRIBUTE : ELEMENT;
        if (change.puts() && !isType(change, type)) {
            return Plan.no(wrongType(type));
        }
        Optional<String> body = utf8(change.request().body());
        return body.isEmpty() ? Plan.no(notUtf8()) : planned(outcome(change, selector, root, body.get()));
    }

    private NodeChange.Outcome outcome(Change change, NodeSelector selector, XmlNode.Element root, String body) {
        NodeChange node = new NodeChange(
                root,
                change.uri(),
                selector,
                changed -> change.usage().check(change.uri().key(), changed));
        if (selector.terminal() instanceof NodeSelector.Terminal.Attribute attribute) {
            return change.puts() ? node.putAttribute(attribute.name(), body) : node.deleteAttribute(attribute.name());
        }
        return change.puts() ? node.putElement(body) : node.deleteElement();
    }

    private static Plan planned(NodeChange.Outcome outcome) {
        if (outcome instanceof NodeChange.Outcome.Refused refused) {
            return Plan.no(XcapResponse.conflict(refused.conflict()));
        }
        if (outcome instanceof NodeChange.Outcome.Missing) {
            return Plan.no(XcapResponse.refused(404, "the node selector selects nothing, or more than one"));
        }
        NodeChange.Outcome.Changed changed = (NodeChange.Outcome.Changed) outcome;
        StoredDocument document = StoredDocument.of(XmlTree.write(changed.root()));
        try {
            XmlTree.read(document.text(), XmlLimits.FROM_PHONES); // what was put may take it past a limit
        } catch (DocumentException e) {
            return Plan.no(XcapResponse.conflict(Conflict.of(Conflict.Kind.CONSTRAINT_FAILURE, e.getMessage())));
        }
        return new Plan(XcapResponse.ok(changed.created() ? 201 : 200, document.etag()), Optional.of(document));
    }

    private static boolean isType(Change change, String wanted) {
        String type = change.request().fields().contentType();
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(wanted);
    }

    private static XcapResponse wrongType(String wanted) {
        return XcapResponse.refused(415, "the body must be " + wanted);
    }

    private static XcapResponse notUtf8() {
        return XcapResponse.conflict(Conflict.of(Conflict.Kind.NOT_UTF_8, "the body is not UTF-8; send UTF-8"));
    }

    private static XcapResponse changedMeanwhile(String etag) {
        return new XcapResponse(412, etag, "", "", "");
    }

    private static Optional<String> utf8(byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
