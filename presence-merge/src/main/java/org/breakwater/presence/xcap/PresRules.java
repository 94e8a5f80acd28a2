package org.breakwater.presence.xcap;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/**
 * Says how a watcher is handled by somebody's rules (RFC 5025 §3.2.1): of all rules whose conditions hold, the one that
 * allows most. A condition that is not known does not hold; {@code sphere} is not known.
 */
public final class PresRules {

    private final XmlNode.Element root;
    private final UnaryOperator<String> spelling;

    private PresRules(XmlNode.Element root, UnaryOperator<String> spelling) {
        this.root = root;
        this.spelling = spelling;
    }

    /** The rules of a stored document. */
    public static PresRules of(StoredDocument document) throws DocumentException {
        return of(document, Entity::sip);
    }

    /**
     * The same where a person goes by more than one URI.
     *
     * @param spelling makes one of all URIs of somebody
     */
    public static PresRules of(StoredDocument document, UnaryOperator<String> spelling) throws DocumentException {
        return new PresRules(XmlTree.read(document.text(), XmlLimits.OWN), spelling);
    }

    /**
     * How this watcher is handled.
     *
     * @return nothing when no rule says it; RFC 5025 then blocks
     */
    public Optional<Handling> handling(String watcher, long nowMillis) {
        String who = spelling.apply(watcher);
        Optional<Handling> most = Optional.empty();
        for (XmlNode.Element rule : all(root, "rule")) {
            boolean holds = all(rule, "conditions").stream()
                    .flatMap(conditions -> conditions.elements().stream())
                    .allMatch(condition -> holds(condition, who, Instant.ofEpochMilli(nowMillis)));
            if (holds) {
                for (XmlNode.Element actions : all(rule, "actions")) {
                    most = greater(most, actions);
                }
            }
        }
        return most;
    }

    private static Optional<Handling> greater(Optional<Handling> most, XmlNode.Element actions) {
        Optional<Handling> result = most;
        for (XmlNode.Element action : actions.elements()) {
            Optional<Handling> here =
                    action.is(PresRulesUsage.RULES, "sub-handling") ? Handling.named(action.text()) : Optional.empty();
            if (here.isPresent() && (result.isEmpty() || here.get().compareTo(result.get()) > 0)) {
                result = here;
            }
        }
        return result;
    }

    private boolean holds(XmlNode.Element condition, String who, Instant now) {
        if (condition.is(PresRulesUsage.POLICY, "identity")) {
            return condition.elements().stream().anyMatch(identity -> isOf(identity, who));
        }
        return condition.is(PresRulesUsage.POLICY, "validity") && isValid(condition.elements(), now);
    }

    private boolean isOf(XmlNode.Element identity, String who) {
        if (identity.is(PresRulesUsage.POLICY, "one")) {
            return spelling.apply(identity.attribute("id")).equals(who);
        }
        return identity.is(PresRulesUsage.POLICY, "many")
                && isIn(identity, who)
                && all(identity, "except").stream()
                        .noneMatch(except -> except.attribute("id").isEmpty()
                                ? !except.attribute("domain").isEmpty() && isIn(except, who)
                                : spelling.apply(except.attribute("id")).equals(who));
    }

    private boolean isIn(XmlNode.Element domain, String who) {
        String wanted = domain.attribute("domain").toLowerCase(Locale.ROOT);
        return wanted.isEmpty() || host(who).equals(host(spelling.apply("sip:any@" + wanted)));
    }

    private static String host(String uri) {
        return uri.substring(uri.indexOf('@') + 1);
    }

    /** Moments come in pairs, from and until. */
    private static boolean isValid(List<XmlNode.Element> moments, Instant now) {
        for (int i = 0; i + 1 < moments.size(); i += 2) {
            try {
                Instant from = OffsetDateTime.parse(moments.get(i).text()).toInstant();
                Instant until = OffsetDateTime.parse(moments.get(i + 1).text()).toInstant();
                if (!now.isBefore(from) && now.isBefore(until)) {
                    return true;
                }
            } catch (DateTimeParseException e) {
                return false;
            }
        }
        return false;
    }

    private static List<XmlNode.Element> all(XmlNode.Element element, String name) {
        return element.elements().stream()
                .filter(child -> child.is(PresRulesUsage.POLICY, name))
                .toList();
    }
}
