package org.breakwater.script.module.rr;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.script.module.core.OutgoingFields;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

/** Expected fields were seen on Kamailio 5.6.3. */
final class RecordRouteTest {

    private static final ListenPoint SAME = ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060));
    private static final ListenPoint TCP = ListenPoint.of(TransportProtocol.TCP, FakeFlow.address("192.0.2.1", 5062));

    private final ModuleBench bench = new ModuleBench(new RrModule());
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    private static String sentFrom(ScriptContext ctx, ListenPoint from) {
        return OutgoingFields.of(ctx).write(from, from.protocol());
    }

    @Test
    void oneFieldNamesTheSocketWhenBothSidesAreTheSame() {
        bench.start();
        assertThat(bench.call(ctx, "record_route")).isEqualTo(1);
        assertThat(sentFrom(ctx, SAME)).isEqualTo("Record-Route: <sip:192.0.2.1;lr;ftag=ft1>\r\n");
    }

    @Test
    void twoFieldsNameBothSidesWhenTheyDifferTheOutgoingOneOnTop() {
        bench.start();
        bench.call(ctx, "record_route");
        assertThat(sentFrom(ctx, TCP))
                .isEqualTo("Record-Route: <sip:192.0.2.1:5062;transport=tcp;r2=on;lr;ftag=ft1>\r\n"
                        + "Record-Route: <sip:192.0.2.1;r2=on;lr;ftag=ft1>\r\n");
    }

    @Test
    void doubleRecordRouteCanBeSwitchedOffOrForced() {
        bench.parameter("rr", "enable_double_rr", 0)
                .parameter("rr", "append_fromtag", 0)
                .start();
        bench.call(ctx, "record_route");
        assertThat(sentFrom(ctx, TCP)).isEqualTo("Record-Route: <sip:192.0.2.1;lr>\r\n");
        ModuleBench always = new ModuleBench(new RrModule())
                .parameter("rr", "enable_double_rr", 2)
                .parameter("rr", "append_fromtag", 0)
                .start();
        ScriptContext other = ScriptContexts.request(ScriptContexts.INVITE);
        always.call(other, "record_route");
        assertThat(sentFrom(other, SAME)).isEqualTo("Record-Route: <sip:192.0.2.1;r2=on;lr>\r\n".repeat(2));
    }

    @Test
    void userAndFullLrAreAddedWhenAskedFor() {
        bench.parameter("rr", "add_username", 1)
                .parameter("rr", "enable_full_lr", 1)
                .parameter("rr", "append_fromtag", 0)
                .start();
        bench.call(ctx, "record_route", ";x=bob");
        assertThat(sentFrom(ctx, SAME)).isEqualTo("Record-Route: <sip:bob@192.0.2.1;lr=on;x=bob>\r\n");
    }

    @Test
    void parametersMayComeBeforeOrAfter() {
        bench.start();
        bench.call(ctx, "add_rr_param", ";before=1");
        assertThat(sentFrom(ctx, SAME)).isEmpty();
        bench.call(ctx, "record_route");
        bench.call(ctx, "add_rr_param", ";after=1");
        assertThat(sentFrom(ctx, SAME)).isEqualTo("Record-Route: <sip:192.0.2.1;lr;ftag=ft1;before=1;after=1>\r\n");
    }

    @Test
    void parametersAddedInABranchStayThere() {
        bench.start();
        bench.call(ctx, "record_route");
        ScriptContext branch =
                ScriptContexts.of(ScriptContexts.INVITE, FakeFlow.of(TransportProtocol.UDP), RouteKind.BRANCH);
        branch.inheritAttachments(ctx);
        bench.call(branch, "add_rr_param", ";nat=yes");
        assertThat(sentFrom(branch, SAME)).contains(";nat=yes");
        assertThat(sentFrom(ctx, SAME)).doesNotContain("nat");
    }

    @Test
    void aRequestIsRecordRoutedOnceUnlessItIsTakenBack() {
        bench.start();
        bench.call(ctx, "record_route");
        assertThat(bench.call(ctx, "record_route")).isEqualTo(-1);
        assertThat(bench.call(ctx, "remove_record_route")).isEqualTo(1);
        assertThat(sentFrom(ctx, SAME)).isEmpty();
        assertThat(bench.call(ctx, "record_route")).isEqualTo(1);
    }

    @Test
    void presetAddressesAreTakenAsTheyAre() {
        bench.start();
        bench.call(ctx, "add_rr_param", ";a=b");
        bench.call(ctx, "record_route_preset", "1.2.3.4:5090", "5.6.7.8;transport=tcp");
        assertThat(sentFrom(ctx, SAME))
                .isEqualTo("Record-Route: <sip:1.2.3.4:5090;ftag=ft1;a=b;lr>\r\n"
                        + "Record-Route: <sip:5.6.7.8;transport=tcp;ftag=ft1;a=b;lr>\r\n");
    }

    @Test
    void anAdvertisedAddressStandsForBothSides() {
        bench.start();
        bench.call(ctx, "add_rr_param", ";a=b");
        bench.call(ctx, "record_route_advertised_address", "9.9.9.9:5080");
        assertThat(sentFrom(ctx, SAME)).isEqualTo("Record-Route: <sip:9.9.9.9:5080;ftag=ft1;lr;a=b>\r\n");
        assertThat(sentFrom(ctx, TCP))
                .isEqualTo("Record-Route: <sip:9.9.9.9:5080;transport=tcp;r2=on;ftag=ft1;lr;a=b>\r\n"
                        + "Record-Route: <sip:9.9.9.9:5080;transport=udp;r2=on;ftag=ft1;lr;a=b>\r\n");
    }

    @Test
    void theTagOfTheCallerIsKeptInRequestsOfTheCallee() {
        bench.localDomains().setSockets(java.util.List.of(SAME));
        bench.start();
        ScriptContext notify = ScriptContexts.request(ScriptContexts.INVITE
                .replace("To: Bob <sip:bob@b.example>", "To: Bob <sip:bob@b.example>;tag=caller")
                .replace("Max-Forwards", "Route: <sip:192.0.2.1;lr;ftag=caller>\nMax-Forwards"));
        bench.call(notify, "loose_route");
        bench.call(notify, "record_route");
        assertThat(sentFrom(notify, SAME)).isEqualTo("Record-Route: <sip:192.0.2.1;lr;ftag=caller>\r\n");
    }

    @Test
    void secureRequestsAreRecordRoutedSecurely() {
        bench.start();
        ctx.destination().setUri("sips:bob@home.example");
        bench.call(ctx, "record_route");
        assertThat(sentFrom(ctx, SAME)).startsWith("Record-Route: <sips:192.0.2.1;");
    }
}
