package org.breakwater.script.module.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.xcap.XcapPort;
import org.breakwater.script.module.xcap.XcapServerModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class PresenceModuleTest {

    private static final String SUBSCRIBE =
            "SUBSCRIBE sip:bob@home.example SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bKa\n"
                    + "From: <sip:alice@home.example>;tag=1\nTo: <sip:bob@home.example>\nCall-ID: s1\nCSeq: 1 SUBSCRIBE\n"
                    + "Event: dialog\nContent-Length: 0\n\n";

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final Port port = new Port();
    private final ModuleBench bench = new ModuleBench(
            new PresenceModule(signalling, port),
            new PresenceXmlModule(port),
            new PresenceDialoginfoModule(),
            new EventPackageModule("presence_mwi"),
            new RlsModule(port),
            new PvModule(name -> OptionalLong.empty(), ZoneOffset.UTC));

    /** Answers as told and remembers what it was asked. */
    private static final class Port implements PresencePort {
        private final List<String> asked = new ArrayList<>();
        private PresenceParameters parameters;
        private PresenceReply answer = PresenceReply.of(200, "OK");

        @Override
        public void use(PresenceParameters given) {
            parameters = given;
        }

        @Override
        public PresenceReply publish(PresenceRequest request) {
            asked.add("publish " + request.presentity());
            return answer;
        }

        @Override
        public PresenceReply subscribe(PresenceRequest request) {
            asked.add("subscribe " + request.presentity());
            return answer.then(() -> asked.add("then"));
        }

        @Override
        public boolean isList(PresenceRequest request) {
            return request.presentity().equals("sip:team@home.example");
        }

        @Override
        public void documentsChanged() {
            asked.add("documents changed");
        }

        @Override
        public Optional<String> value(String user, PresenceField field) {
            return user.equals("bob") && field != PresenceField.NOTE ? Optional.of(field.name()) : Optional.empty();
        }

        @Override
        public boolean hasSubscribers(String user, String event) {
            return user.equals("sip:bob@home.example") && event.equals("dialog");
        }

        @Override
        public boolean refresh(String user, String event) {
            return hasSubscribers(user, event);
        }
    }

    private static ScriptContext subscribe() {
        return ScriptContexts.of(SUBSCRIBE, FakeFlow.of(TransportProtocol.TCP), RouteKind.REQUEST);
    }

    @Test
    void requestIsHandedOverAsTheScriptLeftItAndAnswered() {
        bench.start();
        ScriptContext ctx = subscribe();
        ctx.destination().setUri("sip:carol@home.example");
        port.answer = port.answer.with("Expires", "60");

        assertThat(bench.call(ctx, "handle_subscribe")).isEqualTo(1);
        assertThat(port.asked).containsExactly("subscribe sip:carol@home.example", "then");
        assertThat(signalling.asked()).contains("200 OK");
        assertThat(ctx.reply().extraHeaders().toString()).isEqualTo("Expires: 60\r\n");
    }

    @Test
    void refusalIsMinusOne() {
        bench.start();
        port.answer = PresenceReply.of(412, "Conditional Request Failed");

        assertThat(bench.call(subscribe(), "handle_publish")).isEqualTo(-1);
        assertThat(signalling.asked()).contains("412 Conditional Request Failed");
    }

    @Test
    void modulesBringTheirEventPackagesAndParametersTheirValues() {
        bench.parameter("presence", "min_expires", 60)
                .parameter("presence", "server_address", "pbx.example")
                .parameter("presence", "merge_primary_source", "calendar")
                .parameter("presence", "merge", 0)
                .parameter("presence_dialoginfo", "force_single_dialog", 1)
                .start();

        assertThat(port.parameters.events())
                .containsExactlyInAnyOrder("presence", "presence.winfo", "dialog", "message-summary");
        assertThat(port.parameters.documents()).isEqualTo(new PresenceParameters.Documents("", "/xcap-root/", false));
        assertThat(port.parameters.bounds()).isEqualTo(new PresenceParameters.Bounds(60, 3600));
        assertThat(port.parameters.serverAddress()).isEqualTo("pbx.example");
        assertThat(port.parameters.singleDialog()).isTrue();
        assertThat(port.parameters.merging())
                .containsEntry("merge", "0")
                .containsEntry("merge_primary_source", "calendar");
    }

    @Test
    void onlyLoadedModulesBringEventPackages() {
        new ModuleBench(new PresenceModule(signalling, port), new PresenceXmlModule(port)).start();

        assertThat(port.parameters.events()).containsExactlyInAnyOrder("presence", "presence.winfo");
    }

    @Test
    void variableTellsWhatIsKnownOfAUser() {
        bench.start();
        ScriptContext ctx = subscribe();

        assertThat(bench.print(ctx, "$presence(bob=>state) $presence(bob=>lamp) $presence($rU=>source)"))
                .isEqualTo("STATE LAMP SOURCE");
        assertThat(bench.value(ctx, "$presence(bob=>note)").isNull()).isTrue();
        assertThatThrownBy(() -> bench.value(ctx, "$presence(bob=>mood)"))
                .hasStackTraceContaining("state, activity, note, lamp and source");
        assertThatThrownBy(() -> bench.value(ctx, "$presence(bob)")).hasStackTraceContaining("$presence($rU=>state)");
    }

    @Test
    void questionsAreAnsweredByThePort() {
        bench.start();
        ScriptContext ctx = subscribe();

        assertThat(bench.call(ctx, "pres_check_basic", "bob", "STATE")).isEqualTo(1);
        assertThat(bench.call(ctx, "pres_check_activities", "bob", "away")).isEqualTo(-1);
        assertThat(bench.call(ctx, "pres_has_subscribers", "sip:bob@home.example", "dialog"))
                .isEqualTo(1);
        assertThat(bench.call(ctx, "pres_has_subscribers", "sip:bob@home.example", "presence"))
                .isEqualTo(-1);
    }

    @Test
    void serverWithoutPresenceAnswers501() {
        ModuleBench none = new ModuleBench(new PresenceModule(signalling, PresencePort.NONE)).start();

        assertThat(none.call(subscribe(), "handle_subscribe")).isEqualTo(-1);
        assertThat(signalling.asked()).contains("501 Presence Not Available");
    }

    @Test
    void listsAreTakenByRlsAndOthersLeftToPresence() {
        bench.parameter("rls", "to_presence_code", 10).start();
        assertThat(bench.call(subscribe(), "rls_handle_subscribe")).isEqualTo(10);
        assertThat(bench.call(subscribe(), "rls_handle_notify")).isEqualTo(10);
        assertThat(port.asked).isEmpty();

        ScriptContext ctx = subscribe();
        ctx.destination().setUri("sip:team@home.example");
        assertThat(bench.call(ctx, "rls_handle_subscribe", "sip:ann@home.example"))
                .isEqualTo(1);
        assertThat(port.asked).containsExactly("subscribe sip:team@home.example", "then");
        assertThat(signalling.asked()).contains("200 OK");
        assertThat(bench.call(subscribe(), "rls_update_subs", "sip:a@home.example", "presence"))
                .isEqualTo(1);
        assertThat(port.asked).endsWith("documents changed");
    }

    @Test
    void moreModulesBringMoreEventPackages() {
        ModuleBench more = new ModuleBench(
                new PresenceModule(signalling, port),
                new PresenceXmlModule(port),
                new EventPackageModule("presence_reginfo"),
                new EventPackageModule("presence_conference"),
                new XcapServerModule(XcapPort.NONE));
        more.parameter("presence_xml", "disable_bla", 0)
                .parameter("presence_xml", "disable_winfo", 1)
                .parameter("presence_xml", "force_active", 1)
                .parameter("presence_xml", "db_url", "mysql://rules")
                .parameter("xcap_server", "db_url", "mysql://documents")
                .parameter("xcap_server", "xcap_root", "/lists")
                .start();

        assertThat(port.parameters.events()).containsExactlyInAnyOrder("presence", "dialog;sla", "reg", "conference");
        assertThat(port.parameters.documents())
                .isEqualTo(new PresenceParameters.Documents("mysql://documents", "/lists", true));
    }
}
