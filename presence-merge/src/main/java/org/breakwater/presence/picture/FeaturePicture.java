package org.breakwater.presence.picture;

import java.util.List;
import java.util.Optional;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.document.feature.FeatureXml;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.watcher.View;

/**
 * Event package {@code as-feature-event}: all features after SUBSCRIBE, then those that changed; one is a document of its
 * own, several stand beside each other in one body.
 *
 * @param last what was shown, empty before
 */
public record FeaturePicture(List<Feature> last) implements View<List<Feature>> {

    /** Copies the list. */
    public FeaturePicture {
        last = List.copyOf(last);
    }

    @Override
    public Shown<List<Feature>> full(List<Feature> truth) {
        return shown(truth, truth);
    }

    @Override
    public Optional<Shown<List<Feature>>> change(List<Feature> truth) {
        List<Feature> changed =
                truth.stream().filter(feature -> !last.contains(feature)).toList();
        return changed.isEmpty() ? Optional.empty() : Optional.of(shown(truth, changed));
    }

    private static Shown<List<Feature>> shown(List<Feature> truth, List<Feature> told) {
        FeaturePicture after = new FeaturePicture(truth);
        if (told.size() == 1) {
            return new Shown<>(FeatureXml.CONTENT_TYPE, FeatureXml.write(told.get(0)), after);
        }
        Multipart body = FeatureXml.write(told);
        return new Shown<>(body.mixedType(), body.text(), after);
    }
}
