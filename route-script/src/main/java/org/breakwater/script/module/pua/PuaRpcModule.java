package org.breakwater.script.module.pua;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.script.module.presence.RpcPublication;

/** Export table of pua_rpc: publishes what a command says at this server, without a PUBLISH on the wire. */
public final class PuaRpcModule implements ScriptModule {

    /** URI, expires, event, content type, id, ETag, outbound proxy, extra headers; the body may follow. */
    private static final int LEAST = 8;

    private static final String NOTHING = ".";

    private final PresencePort port;
    private final ModuleExports exports;

    /** Publishes at {@code port}. */
    public PuaRpcModule(PresencePort port) {
        this.port = port;
        this.exports = ModuleExports.of("pua_rpc")
                .rpc(new RpcExport("pua.publish", "Publishes about somebody.", this::publish))
                .build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        PuaModule.needPua(load);
    }

    private Object publish(List<Object> parameters) throws RpcException {
        if (parameters.size() < LEAST) {
            throw new RpcException(
                    400,
                    "pua.publish needs presentity, expires, event, content type, id, etag, outbound proxy, extra headers"
                            + " and a body; a dot stands for none");
        }
        int expires;
        try {
            expires = Integer.parseInt(text(parameters, 1));
        } catch (NumberFormatException e) {
            throw new RpcException(400, "\"" + parameters.get(1) + "\" is no number of seconds");
        }
        if (expires < 0) {
            throw new RpcException(400, "expires is 0 seconds or more");
        }
        PresenceReply reply = port.publish(new RpcPublication(
                text(parameters, 0),
                text(parameters, 2),
                text(parameters, 3),
                text(parameters, 4),
                text(parameters, 5),
                expires,
                parameters.size() > LEAST ? text(parameters, LEAST) : ""));
        if (reply.status() >= 300) {
            throw new RpcException(reply.status(), reply.reason());
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        for (String line : reply.headers().split("\r\n")) {
            String[] field = line.split(": ", 2);
            if (field.length == 2) {
                answer.put(field[0], field[1]);
            }
        }
        return answer;
    }

    private static String text(List<Object> parameters, int index) {
        String text = parameters.get(index).toString();
        return text.equals(NOTHING) ? "" : text;
    }
}
