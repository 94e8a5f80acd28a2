package org.breakwater.pbx.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.pbx.SentRequests;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.subscription.Notification;
import org.breakwater.presence.subscription.NotifySender;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Location;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.subscription.SubscriptionState;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private final SharedMap<String, AorBindings> map = new InMemorySharedMaps().map("location");
    private final UserNames names = new UserNames();
    private final UserRegistrations registrations =
            new UserRegistrations(new Location("location", map, new ManualTime()), map, names, (entity, aor) -> {});
    private final SentRequests sent = new SentRequests();
    private final List<Integer> done = new ArrayList<>();
    private Signalling signalling = sent;
    private boolean open = true;
    private final Notifications notifications =
            new Notifications(() -> signalling, flow -> open, registrations, "main1/run");

    private static Subscription subscription(String event, boolean list, String owner, String... routes) {
        return new Subscription(
                new Subscription.DialogPath(
                        new Subscription.Ids("c", "ours", "theirs", "sip:team@pbx.example", "sip:1001@pbx.example"),
                        "sip:1001@192.0.2.9",
                        List.of(routes),
                        "<sip:pbx.example>"),
                new Subscription.Topic(event, "4", "sip:team@ours", "sip:team@pbx.example", list),
                new Subscription.Phone("sip:1001@ours", "", 7, "", ""),
                new Subscription.Term(owner, 0, 0));
    }

    private LocalRequest send(Subscription s) {
        notifications.send(new Notification(s, 12, SubscriptionState.active(60), "text/plain", "Größe"), done::add);
        return sent.requests.get(sent.requests.size() - 1);
    }

    @Test
    void notifyOfAListRequiresThatThePhoneKnowsLists() {
        LocalRequest request = send(subscription("presence", true, "main1/run"));

        assertThat(request.method()).isEqualTo("NOTIFY");
        assertThat(request.requestUri()).isEqualTo("sip:1001@192.0.2.9");
        assertThat(request.from()).isEqualTo("<sip:team@pbx.example>;tag=ours");
        assertThat(request.to()).isEqualTo("<sip:1001@pbx.example>;tag=theirs");
        assertThat(request.cseq()).isEqualTo(12);
        assertThat(request.headers())
                .isEqualTo(
                        "Contact: <sip:pbx.example>\r\nEvent: presence;id=4\r\n"
                                + "Subscription-State: active;expires=60\r\nRequire: eventlist\r\nContent-Type: text/plain\r\n");
        assertThat(request.body().length()).as("in octets").isEqualTo(7);
    }

    @Test
    void notifyOfOnePersonDoesNot() {
        LocalRequest request = send(subscription("dialog;sla", false, "main1/run"));

        assertThat(request.headers()).contains("Event: dialog;sla;id=4\r\n").doesNotContain("Require");
    }

    @Test
    void connectionOfTheSubscribeIsUsedByTheServerThatHasItOnly() {
        assertThat(send(subscription("dialog", false, "main1/run")).flowId()).isEqualTo(7);
        assertThat(send(subscription("dialog", false, "main2/run")).flowId()).isZero();
        open = false;
        assertThat(send(subscription("dialog", false, "main1/run")).flowId()).isZero();
    }

    @Test
    void routesAreFollowed() {
        LocalRequest loose = send(subscription("dialog", false, "main1/run", "<sip:proxy;lr>", "<sip:more;lr>"));
        assertThat(loose.nextHop()).isEqualTo("sip:proxy;lr");
        assertThat(loose.requestUri()).isEqualTo("sip:1001@192.0.2.9");
        assertThat(loose.headers()).startsWith("Route: <sip:proxy;lr>\r\nRoute: <sip:more;lr>\r\n");
        assertThat(loose.flowId()).as("where the route leads").isZero();

        LocalRequest strict = send(subscription("dialog", false, "main1/run", "<sip:old>", "<sip:more;lr>"));
        assertThat(strict.requestUri()).isEqualTo("sip:old");
        assertThat(strict.headers()).startsWith("Route: <sip:more;lr>\r\nRoute: <sip:1001@192.0.2.9>\r\n");
    }

    @Test
    void whatBecameOfItIsTold() {
        send(subscription("dialog", false, "main1/run"));
        sent.waiting.get(0).accept(new LocalReply(408, "", null));
        sent.waiting.get(0).accept(new LocalReply(503, "", null));
        assertThat(done).containsExactly(408, NotifySender.NOT_SENT);

        signalling = null;
        notifications.send(
                new Notification(subscription("dialog", false, "main1/run"), 1, SubscriptionState.active(1), "", ""),
                done::add);
        assertThat(done).endsWith(NotifySender.NOT_SENT);
    }
}
