package org.breakwater.daemon.base;

import java.util.List;
import org.breakwater.daemon.calls.Call;
import org.breakwater.daemon.calls.CallLife;
import org.breakwater.daemon.calls.CallMaps;
import org.breakwater.daemon.mains.MainMaps;
import org.breakwater.daemon.mains.MainRecord;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Versioned;
import org.breakwater.presence.feature.FeatureMaps;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PresentityState;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionMaps;
import org.breakwater.presence.xmpp.gateway.XmppMaps;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.AorState;
import org.breakwater.registrar.location.BindingIdentity;
import org.breakwater.registrar.location.LocationMaps;
import org.breakwater.registrar.satellite.LastWord;
import org.breakwater.registrar.satellite.LastWords;

/** What main servers share. */
public final class SharedKinds {

    /** Registered contacts; one map for each table of usrloc. */
    public static final MapKind<String, AorBindings, AorState> LOCATIONS = LocationMaps.kind(BindingIdentity.CONTACT);

    static final MapKind<String, Call, CallLife> CALLS = CallMaps.kind();
    static final MapKind<String, LastWord, Versioned<LastWord>> SITES = LastWords.kind();

    static final MapKind<String, MainRecord, Versioned<MainRecord>> MAINS = MainMaps.kind();

    /** What is published about people; the map {@code all}. */
    public static final MapKind<String, Presentity, PresentityState> PUBLICATIONS = PublicationMaps.kind();

    /** Who watches whom; the map {@code all}. */
    public static final MapKind<String, Subscription, Versioned<Subscription>> SUBSCRIPTIONS = SubscriptionMaps.kind();

    /** Messages on their way to the server that is connected to XMPP; the map {@code all}. */
    public static final MapKind<String, String, Versioned<String>> XMPP = XmppMaps.kind();

    /** Switches and features of users; the map {@code all}. */
    public static final MapKind<String, FeatureState, FeatureState> FEATURES = FeatureMaps.kind();

    private SharedKinds() {}

    static List<MapKind<?, ?, ?>> all() {
        return List.of(LOCATIONS, CALLS, SITES, MAINS, PUBLICATIONS, SUBSCRIPTIONS, XMPP, FEATURES);
    }
}
