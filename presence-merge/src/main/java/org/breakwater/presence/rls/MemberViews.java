package org.breakwater.presence.rls;

import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampView;
import org.breakwater.presence.watcher.LampPicture;
import org.breakwater.presence.watcher.PresencePicture;
import org.breakwater.presence.watcher.View;

/** Makes views of members that were not shown yet. */
public interface MemberViews<T> {

    /**
     * Nothing was shown of this member yet.
     *
     * @param firstVersion of the first document about it, higher than any the phone has seen of this member
     */
    View<T> begin(String uri, long firstVersion);

    /** Lists of lamps: event package {@code dialog}. */
    static MemberViews<Lamp> lamps(Quirks quirks) {
        return (uri, firstVersion) -> new LampPicture(LampView.begin(uri, quirks, firstVersion));
    }

    /** Lists of presence. */
    static MemberViews<Presence> presences(Quirks quirks) {
        return (uri, firstVersion) -> new PresencePicture(quirks, null);
    }
}
