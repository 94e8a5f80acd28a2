package org.breakwater.script.module.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.script.module.usrloc.UsrlocModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class RegistrarModuleTest {

    private final ManualTime time = new ManualTime();
    private final InMemorySharedMaps maps = new InMemorySharedMaps();
    private final Locations locations = new Locations(n -> new Location(n, maps.<String, AorBindings>map(n), time));
    private final RecordingSignalling signalling = new RecordingSignalling();
    private final ModuleBench bench = new ModuleBench(
                    new UsrlocModule(locations, null, null),
                    new RegistrarModule(
                            signalling,
                            SourceAcl.ANYWHERE,
                            new RecordIds(0, 0),
                            time,
                            (flow, port) -> {},
                            Acknowledgement.AT_ONCE))
            .start();
    private int cseq;

    private ScriptContext register(String contact, String expires) {
        return ScriptContexts.of(
                "REGISTER sip:home.example SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKa\n"
                        + "From: <sip:alice@home.example>;tag=1\nTo: <sip:alice@home.example>\nCall-ID: r1\n"
                        + "CSeq: " + ++cseq + " REGISTER\n" + contact + expires + "Content-Length: 0\n\n",
                FakeFlow.of(TransportProtocol.UDP),
                RouteKind.REQUEST);
    }

    private ScriptContext call() {
        ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);
        ctx.destination().setUri("sip:alice@home.example");
        return ctx;
    }

    @Test
    void savedContactsAreFoundHighestPreferenceFirst() {
        assertThat(bench.call(register("Contact: <sip:a@192.0.2.7:5070>;q=0.3\n", "Expires: 60\n"), "save", "location"))
                .isEqualTo(1);
        bench.call(register("Contact: <sip:a@192.0.2.8>;q=0.9\n", "Expires: 60\n"), "save", "location");
        ScriptContext ctx = call();
        assertThat(bench.call(ctx, "lookup", "location")).isEqualTo(1);
        assertThat(ctx.requestUri()).isEqualTo("sip:a@192.0.2.8");
        assertThat(ctx.branches()).hasSize(1);
        assertThat(ctx.branches().get(0).uri()).isEqualTo("sip:a@192.0.2.7:5070");
        assertThat(signalling.asked()).containsExactly("200 OK", "200 OK");
    }

    @Test
    void unknownUserIsNotFoundAndAUriWithoutUserIsAnError() {
        ScriptContext ctx = call();
        assertThat(bench.call(ctx, "lookup", "location")).isEqualTo(-1);
        ctx.destination().setUri("sip:home.example");
        assertThat(bench.call(ctx, "lookup", "location")).isEqualTo(-3);
    }

    @Test
    void starRemovesAllContacts() {
        bench.call(register("Contact: <sip:a@192.0.2.7:5070>\n", "Expires: 60\n"), "save", "location");
        assertThat(bench.call(call(), "registered", "location")).isEqualTo(1);
        assertThat(bench.call(register("Contact: *\n", "Expires: 0\n"), "save", "location"))
                .isEqualTo(3);
        assertThat(bench.call(call(), "registered", "location")).isEqualTo(-1);
    }

    @Test
    void starWithoutExpiresZeroIsRefused() {
        assertThat(bench.call(register("Contact: *\n", "Expires: 60\n"), "save", "location"))
                .isEqualTo(-1);
        assertThat(signalling.asked()).hasSize(1).first().asString().startsWith("400 ");
    }

    @Test
    void requestWithoutContactAsksOnly() {
        assertThat(bench.call(register("", ""), "save", "location")).isEqualTo(4);
        assertThat(signalling.asked()).containsExactly("200 OK");
    }

    @Test
    void bindingEndsWithItsTime() {
        bench.call(register("Contact: <sip:a@192.0.2.7:5070>\n", "Expires: 60\n"), "save", "location");
        time.advanceMillis(61_000);
        assertThat(bench.call(call(), "lookup", "location")).isEqualTo(-1);
    }

    @Test
    void fetchedContactsAreReadByIndexUntilTheyAreFreed() {
        bench.call(register("Contact: <sip:a@192.0.2.7:5070>;q=0.3\n", "Expires: 60\n"), "save", "location");
        bench.call(register("Contact: <sip:a@192.0.2.8>\n", "Expires: 60\n"), "save", "location");
        ScriptContext ctx = call();
        assertThat(bench.print(ctx, "$ulc(x=>count)")).isEqualTo("<null>");

        assertThat(bench.call(ctx, "reg_fetch_contacts", "location", "sip:alice@home.example", "x"))
                .isEqualTo(1);
        assertThat(bench.print(ctx, "$ulc(x=>count) $ulc(x=>aor) $(ulc(x=>q)[0]) $(ulc(x=>addr)[1])"))
                .isEqualTo("2 alice 300 sip:a@192.0.2.8");
        assertThat(bench.print(ctx, "$(ulc(x=>addr)[2])")).isEqualTo("<null>");

        assertThat(bench.call(ctx, "reg_free_contacts", "x")).isEqualTo(1);
        assertThat(bench.print(ctx, "$ulc(x=>count)")).isEqualTo("<null>");
        assertThat(bench.call(ctx, "reg_fetch_contacts", "location", "sip:nobody@home.example", "x"))
                .isEqualTo(-1);
    }

    @Test
    void withDescTimeOrderTheContactRegisteredLastIsTried() {
        ModuleBench newest = new ModuleBench(
                new UsrlocModule(locations, null, null),
                new RegistrarModule(
                        signalling,
                        SourceAcl.ANYWHERE,
                        new RecordIds(0, 0),
                        time,
                        (flow, port) -> {},
                        Acknowledgement.AT_ONCE));
        newest.parameter("usrloc", "desc_time_order", 1).start();
        newest.call(register("Contact: <sip:a@192.0.2.7:5070>;q=1\n", "Expires: 60\n"), "save", "location");
        time.advanceMillis(1_000);
        newest.call(register("Contact: <sip:a@192.0.2.8>\n", "Expires: 60\n"), "save", "location");
        ScriptContext ctx = call();
        newest.call(ctx, "lookup", "location");
        assertThat(ctx.requestUri()).isEqualTo("sip:a@192.0.2.8");
    }
}
