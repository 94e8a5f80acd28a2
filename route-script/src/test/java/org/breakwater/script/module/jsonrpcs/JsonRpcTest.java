package org.breakwater.script.module.jsonrpcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.RpcExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRpcTest {

    private final JsonRpc rpc = new JsonRpc(
            Map.of(
                    "echo",
                    new RpcExport("echo", "Gives its parameters back.", p -> Map.of("got", p)),
                    "fail",
                    new RpcExport("fail", "Fails.", p -> {
                        throw new RpcExport.RpcException(404, "not there");
                    })),
            false);

    private String call(String request) {
        return new String(rpc.call(request.getBytes(StandardCharsets.UTF_8)).body(), StandardCharsets.UTF_8);
    }

    @Test
    void commandGetsItsParametersAndTheAnswerTheId() {
        assertThat(call("{\"jsonrpc\":\"2.0\",\"method\":\"echo\",\"params\":[1,\"a\"],\"id\":7}"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":{\"got\":[1,\"a\"]},\"id\":7}");
        assertThat(call("{\"method\":\"echo\",\"params\":{\"x\":\"b\"},\"id\":\"s\"}"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":{\"got\":[\"b\"]},\"id\":\"s\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"method\":\"fail\",\"id\":1} | 404 | 404 | not there",
                "{\"method\":\"none\",\"id\":1} | 500 | -32601 | Method Not Found",
                "{\"id\":1} | 400 | -32600 | Invalid Request",
                "{ | 400 | -32700 | Parse error",
                "'' | 400 | -32600 | Invalid Request"
            })
    void errorsHaveCodeAndMessage(String request, int status, int code, String message) {
        JsonRpc.Answer answer = rpc.call(request.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}");
        assertThat(List.of(answer.reason())).containsExactly(message);
    }
}
