package org.breakwater.script.module.jsonrpcs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;

/** One JSON-RPC 2.0 call: text in, text out. Commands may block. */
final class JsonRpc {

    private static final int NOT_FOUND = -32601;
    private static final int BAD_REQUEST = -32600;
    private static final int NOT_JSON = -32700;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, RpcExport> commands;
    private final boolean pretty;

    JsonRpc(Map<String, RpcExport> commands, boolean pretty) {
        this.commands = commands;
        this.pretty = pretty;
    }

    /** Status as in HTTP, its phrase, and the answer as JSON in UTF-8. */
    record Answer(int status, String reason, byte[] body) {}

    Answer call(byte[] request) {
        try {
            JsonNode node = mapper.readTree(request);
            JsonNode method = node == null ? null : node.get("method");
            if (method == null || !method.isTextual()) {
                return error(null, 400, BAD_REQUEST, "Invalid Request");
            }
            return call(node, method.asText());
        } catch (java.io.IOException e) {
            return error(null, 400, NOT_JSON, "Parse error");
        }
    }

    private Answer call(JsonNode request, String method) {
        JsonNode id = request.get("id");
        RpcExport command = commands.get(method);
        if (command == null) {
            return error(id, 500, NOT_FOUND, "Method Not Found");
        }
        try {
            Object result = command.handler().call(parameters(request.get("params")));
            ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0");
            answer.set("result", mapper.valueToTree(result == null ? Map.of() : result));
            answer.set("id", id);
            return new Answer(200, "OK", text(answer));
        } catch (RpcException e) {
            return error(id, e.code() >= 400 && e.code() < 700 ? e.code() : 500, e.code(), e.getMessage());
        }
    }

    private static List<Object> parameters(JsonNode params) {
        List<Object> values = new ArrayList<>();
        if (params != null) {
            params.elements()
                    .forEachRemaining(p -> values.add(p.isIntegralNumber() ? (Object) p.asLong() : p.asText()));
        }
        return values;
    }

    private Answer error(JsonNode id, int status, int code, String message) {
        ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0");
        answer.putObject("error").put("code", code).put("message", message);
        answer.set("id", id);
        return new Answer(status, message, text(answer));
    }

    private byte[] text(ObjectNode answer) {
        try {
            ObjectWriter writer = pretty ? mapper.writerWithDefaultPrettyPrinter() : mapper.writer();
            return writer.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written", e);
        }
    }
}
