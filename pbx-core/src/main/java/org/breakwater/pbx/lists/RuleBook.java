package org.breakwater.pbx.lists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.subscription.Authority;
import org.breakwater.presence.xcap.DocumentKey;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.presence.xcap.PresRules;
import org.breakwater.presence.xcap.StoredDocument;
import org.breakwater.presence.xml.DocumentException;

/**
 * Who may watch whom. Presence goes by the rules of whoever is watched, unless the script lets everybody; without a rule that
 * says it, the watcher waits for one, as in Kamailio. Who watches me, and where my phones are registered, is shown to nobody
 * else. Everything else is open. Any thread.
 */
public final class RuleBook implements Authority {

    private static final String RULED = "presence";
    private static final Set<String> OWN = Set.of("presence.winfo", "reg");

    private final Names names;
    private final TimeSource time;
    private volatile Map<String, List<Rules>> byEntity = Map.of();
    private volatile boolean open;
    private volatile boolean known;

    /** Rules, and the document they were read from. */
    private record Rules(StoredDocument document, PresRules rules) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Rules r && r.document.equals(document);
        }

        @Override
        public int hashCode() {
            return document.hashCode();
        }
    }

    /** Without rules. */
    public RuleBook(Names names, TimeSource time) {
        this.names = names;
        this.time = time;
    }

    /** Whether everybody may watch presence, whatever rules there are. */
    void setOpen(boolean nowOpen) {
        open = nowOpen;
    }

    /**
     * Takes over what was read.
     *
     * @param problems where it is said what could not be used
     * @return whose rules are others than before
     */
    Set<String> take(Map<DocumentKey, StoredDocument> documents, List<String> problems) {
        Map<String, List<Rules>> read = new HashMap<>();
        documents.forEach((key, document) -> {
            if (!key.isGlobal()) {
                try {
                    read.computeIfAbsent(names.entity(key.user()), e -> new ArrayList<>())
                            .add(new Rules(document, PresRules.of(document, names::entity)));
                } catch (DocumentException e) {
                    problems.add(key.path() + ": " + e.getMessage());
                }
            }
        });
        Set<String> changed = new HashSet<>(read.keySet());
        changed.addAll(byEntity.keySet());
        changed.removeIf(entity -> Objects.equals(read.get(entity), byEntity.get(entity)));
        byEntity = Map.copyOf(read);
        known = true;
        return changed;
    }

    @Override
    public boolean isKnown(String event) {
        return open || known || !event.equals(RULED);
    }

    @Override
    public Handling handling(String event, String entity, String watcher) {
        if (entity.equals(watcher)) {
            return Handling.ALLOW;
        }
        if (OWN.contains(event)) {
            return Handling.BLOCK;
        }
        if (open || !event.equals(RULED)) {
            return Handling.ALLOW;
        }
        return byEntity.getOrDefault(entity, List.of()).stream()
                .map(r -> r.rules().handling(watcher, time.epochMillis()))
                .flatMap(Optional::stream)
                .max(Handling::compareTo)
                .orElse(Handling.CONFIRM);
    }
}
