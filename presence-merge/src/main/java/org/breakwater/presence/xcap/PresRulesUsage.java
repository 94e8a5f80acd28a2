package org.breakwater.presence.xcap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.presence.xml.XmlNode;

/** Who may see somebody's presence (RFC 5025, on RFC 4745). */
final class PresRulesUsage implements Usage {

    static final String AUID = "pres-rules";
    static final String POLICY = "urn:ietf:params:xml:ns:common-policy";
    static final String RULES = "urn:ietf:params:xml:ns:pres-rules";

    private static final Set<String> NONE = Set.of();
    private static final Shape SHAPE = new Shape(POLICY)
            .element("ruleset", NONE, NONE, List.of(), Set.of("rule"))
            .element("rule", Set.of("id"), NONE, List.of("conditions", "actions", "transformations"), NONE)
            .element("conditions", NONE, NONE, List.of(), Set.of("identity", "sphere", "validity"))
            .element("identity", NONE, NONE, List.of(), Set.of("one", "many"))
            .element("one", Set.of("id"), NONE, List.of(), NONE)
            .element("many", NONE, Set.of("domain"), List.of(), Set.of("except"))
            .element("except", NONE, Set.of("domain", "id"), List.of(), NONE)
            .element("sphere", Set.of("value"), NONE, List.of(), NONE)
            .element("validity", NONE, NONE, List.of(), Set.of("from", "until"))
            .element("actions", NONE, NONE, List.of(), NONE)
            .element("transformations", NONE, NONE, List.of(), NONE)
            .text("from")
            .text("until");

    @Override
    public String auid() {
        return AUID;
    }

    @Override
    public String contentType() {
        return "application/auth-policy+xml";
    }

    @Override
    public String namespace() {
        return RULES;
    }

    @Override
    public Optional<Conflict> check(DocumentKey key, XmlNode.Element root) {
        Optional<Conflict> wrong = SHAPE.check(root, "ruleset");
        if (wrong.isPresent()) {
            return wrong;
        }
        Set<String> ids = new HashSet<>();
        for (XmlNode.Element rule : root.elements()) {
            String id = rule.attribute("id");
            if (rule.namespace().equals(POLICY) && !ids.add(id)) {
                return Optional.of(Conflict.notUnique(
                        "there is more than one <rule> with id \"" + id + "\"",
                        "ruleset/rule[@id=\"" + id + "\"]/@id"));
            }
            for (XmlNode.Element part : rule.elements()) {
                for (XmlNode.Element action :
                        part.is(POLICY, "actions") ? part.elements() : List.<XmlNode.Element>of()) {
                    if (action.is(RULES, "sub-handling")
                            && Handling.named(action.text()).isEmpty()) {
                        return Optional.of(Conflict.schema("<sub-handling> is \"" + action.text()
                                + "\"; it is block, confirm, polite-block or allow"));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
