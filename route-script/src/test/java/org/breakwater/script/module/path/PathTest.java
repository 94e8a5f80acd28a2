package org.breakwater.script.module.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.script.module.core.OutgoingFields;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected fields were seen on Kamailio 5.6.3. */
final class PathTest {

    private static final ListenPoint OUT = ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5066));

    private final ModuleBench bench = new ModuleBench(new RrModule(), new PathModule());

    private static ScriptContext over(TransportProtocol protocol) {
        return ScriptContexts.of(ScriptContexts.INVITE, FakeFlow.of(protocol), RouteKind.REQUEST);
    }

    private static String sent(ScriptContext ctx) {
        return OutgoingFields.of(ctx).write(OUT, TransportProtocol.UDP);
    }

    @Test
    void pathNamesTheSocketTheRequestLeavesBy() {
        bench.start();
        ScriptContext ctx = over(TransportProtocol.UDP);
        assertThat(bench.call(ctx, "add_path", "alice", "ob;x=y")).isEqualTo(1);
        bench.call(ctx, "add_path");
        assertThat(sent(ctx))
                .isEqualTo("Path: <sip:alice@192.0.2.1:5066;lr;ob;x=y>\r\nPath: <sip:192.0.2.1:5066;lr>\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "UDP,received=sip:192.0.2.7:5070",
        "TCP,received=sip:192.0.2.7:5070%3Btransport%3Dtcp",
        "WS,received=sip:192.0.2.7:5070%3Btransport%3Dws"
    })
    void receivedTellsWhereTheRequestCameFrom(TransportProtocol protocol, String parameter) {
        bench.start();
        ScriptContext ctx = over(protocol);
        bench.call(ctx, "add_path_received", "u", "p=1");
        assertThat(sent(ctx)).isEqualTo("Path: <sip:u@192.0.2.1:5066;lr;" + parameter + ";p=1>\r\n");
    }

    @Test
    void twoFieldsNameBothSides() {
        bench.parameter("path", "enable_r2", 1)
                .parameter("path", "received_format", 1)
                .parameter("path", "received_name", "rcv")
                .start();
        ScriptContext ctx = over(TransportProtocol.TCP);
        bench.call(ctx, "add_path_received");
        assertThat(sent(ctx))
                .isEqualTo("Path: <sip:192.0.2.1:5066;lr;rcv=192.0.2.7~5070~2;r2=on>\r\n"
                        + "Path: <sip:192.0.2.1;transport=tcp;lr;rcv=192.0.2.7~5070~2;r2=on>\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:5.5.5.5:5070%3Btransport%3Dtcp,sip:5.5.5.5:5070;transport=tcp",
        "5.5.5.5~5070~2,sip:5.5.5.5:5070;transport=tcp",
        "5.5.5.5~5070~1,sip:5.5.5.5:5070",
        "junk,null"
    })
    void aRequestThatComesBackGoesToTheReceivedAddress(String value, String next) {
        bench.parameter("path", "use_received", 1);
        bench.localDomains()
                .setSockets(List.of(ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060))));
        bench.start();
        ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE.replace(
                "Max-Forwards", "Route: <sip:192.0.2.1;lr;received=" + value + ">\nMax-Forwards"));
        bench.call(ctx, "loose_route");
        assertThat(String.valueOf(ctx.destination().dstUri())).isEqualTo(next);
    }
}
