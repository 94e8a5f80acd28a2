package org.breakwater.script.syntax;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Functions that belong to the grammar: their arguments are fixed in form and number. */
final class CoreFunctions {

    /** The form of the arguments. */
    enum Form {
        /** {@code f} or {@code f()}. */
        OPTIONAL_PARENTHESES,
        /** {@code f()}. */
        NONE,
        /** {@code f("string")}. */
        STRING,
        /** {@code f(3)}. */
        NUMBER,
        /** {@code f()} or {@code f(3)}. */
        OPTIONAL_NUMBER,
        /** {@code f}, {@code f()} or {@code f(3)}. */
        ALIAS_NUMBER,
        /** {@code f(flag number or name)}. */
        FLAG,
        /** {@code f($avp, flag name)}. */
        AVP_FLAG,
        /** {@code f([host [, port]])}. */
        DESTINATION,
        /** {@code f([protocol:]host[:port])}. */
        SOCKET,
        /** {@code f(address or host)}. */
        HOST,
        /** {@code f(UDP)}. */
        PROTOCOL,
        /** {@code f([level,] "text")}. */
        LOG,
        /** {@code f("a", "b")}. */
        TWO_STRINGS,
        /** {@code f("group.name", value)}. */
        STRING_AND_VALUE
    }

    private static final Set<String> ALLOWED_ON_SEND = Set.of(
            "log",
            "setflag",
            "resetflag",
            "isflagset",
            "set_forward_no_connect",
            "set_reply_no_connect",
            "set_forward_close",
            "set_reply_close");

    private static final Map<String, Form> FORMS = new HashMap<>();

    static {
        put(
                "revert_uri force_rport add_rport add_local_rport set_forward_no_connect set_reply_no_connect"
                        + " set_forward_close set_reply_close",
                Form.OPTIONAL_PARENTHESES);
        put("userphone clear_branches", Form.NONE);
        put(
                "rewritehost sethost seth rewritehostport sethostport sethp rewritehostporttrans sethostporttrans sethpt"
                        + " rewriteuser setuser setu rewriteuserpass setuserpass setup rewriteport setport setp rewriteuri"
                        + " seturi prefix exec cfg_reset",
                Form.STRING);
        put("strip strip_tail set_advertised_port", Form.NUMBER);
        put("remove_branch", Form.OPTIONAL_NUMBER);
        put("force_tcp_alias add_tcp_alias", Form.ALIAS_NUMBER);
        put("setflag resetflag isflagset", Form.FLAG);
        put("setavpflag resetavpflag isavpflagset", Form.AVP_FLAG);
        put("forward forward_udp forward_tcp forward_tls forward_sctp", Form.DESTINATION);
        put("force_send_socket", Form.SOCKET);
        put("set_advertised_address", Form.HOST);
        put("udp_mtu_try_proto", Form.PROTOCOL);
        put("log", Form.LOG);
        put("error", Form.TWO_STRINGS);
        put("cfg_select", Form.STRING_AND_VALUE);
    }

    private CoreFunctions() {}

    private static void put(String names, Form form) {
        for (String name : names.split(" ")) {
            FORMS.put(name, form);
        }
    }

    static Set<String> names() {
        return FORMS.keySet();
    }

    /** Form of the arguments, null if it is no function of the core. */
    static Form form(String name) {
        return FORMS.get(name);
    }

    /** True if the function may be used in onsend_route. */
    static boolean isAllowedOnSend(String name) {
        return ALLOWED_ON_SEND.contains(name);
    }
}
