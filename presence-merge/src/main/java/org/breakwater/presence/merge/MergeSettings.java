package org.breakwater.presence.merge;

import java.util.Locale;
import java.util.Map;

/**
 * How publications become what watchers see.
 *
 * @param merge one state for a person ({@code true}), or all of them in one document
 * @param imToRpidf convert what Snom's phones publish
 * @param primarySource who wins over other publications; null for nobody
 * @param mixDialogPresence without {@code merge}: add a part derived from calls
 */
public record MergeSettings(boolean merge, boolean imToRpidf, Source primarySource, boolean mixDialogPresence) {

    /** One state, Snom's documents converted, nobody before others. */
    public static final MergeSettings DEFAULT = new MergeSettings(true, true, null, true);

    /** Refuses a primary source that has its fixed place. */
    public MergeSettings {
        if (primarySource != null && !primarySource.mayBePrimary()) {
            throw new IllegalArgumentException("merge_primary_source is " + primarySource.text()
                    + ", which has a fixed place; choose one of " + Source.primaries());
        }
    }

    /**
     * Reads the operator's settings {@code merge}, {@code im_to_rpidf}, {@code merge_primary_source} (empty for none) and
     * {@code mix_dialog_presence}; what is missing has its default.
     *
     * @throws IllegalArgumentException with a sentence that names the setting
     */
    public static MergeSettings of(Map<String, String> settings) {
        String primary = settings.getOrDefault("merge_primary_source", "").strip();
        Source source = primary.isEmpty()
                ? null
                : Source.ofText(primary)
                        .orElseThrow(() -> new IllegalArgumentException("merge_primary_source is \"" + primary
                                + "\", which is no source; choose one of " + Source.primaries()));
        return new MergeSettings(
                flag(settings, "merge", DEFAULT.merge),
                flag(settings, "im_to_rpidf", DEFAULT.imToRpidf),
                source,
                flag(settings, "mix_dialog_presence", DEFAULT.mixDialogPresence));
    }

    private static boolean flag(Map<String, String> settings, String name, boolean otherwise) {
        String text = settings.get(name);
        if (text == null) {
            return otherwise;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "yes", "true", "on" -> true;
            case "0", "no", "false", "off" -> false;
            default -> throw new IllegalArgumentException(name + " is \"" + text + "\"; it is 1 or 0");
        };
    }
}
