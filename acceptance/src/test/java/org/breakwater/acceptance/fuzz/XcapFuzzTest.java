package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.breakwater.presence.xcap.DocumentKey;
import org.breakwater.presence.xcap.MemoryDocuments;
import org.breakwater.presence.xcap.StoredDocument;
import org.breakwater.presence.xcap.XcapRequest;
import org.breakwater.presence.xcap.XcapResponse;
import org.breakwater.presence.xcap.XcapServer;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests to the XCAP server: the first line is method, path and query, the rest the body. Every request gets an answer,
 * one that refuses says why and changes nothing, and what was put is what is got.
 */
@Tag("fuzz")
class XcapFuzzTest {

    private static final String JOE = "sip:joe@a";
    private static final String LISTS = "/resource-lists/users/" + JOE + "/index";
    private static final String SERVICES = "/rls-services/users/" + JOE + "/index";
    private static final DocumentKey KEY = new DocumentKey("resource-lists", JOE, "index");
    private static final Set<Integer> STATUS = Set.of(200, 201, 400, 403, 404, 405, 409, 413, 415);
    private static final String DOCUMENT =
            "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\" xmlns:x=\"urn:x\"><list name=\"a\">"
                    + "<entry uri=\"sip:1@a\"><display-name>One</display-name></entry><entry uri=\"sip:2@a\"/><x:k/></list>"
                    + "<list name=\"b\" x:c=\"&lt;\"><!-- c --><?p d?></list></resource-lists>";

    private final TimeBound bound = new TimeBound();

    static Stream<byte[]> requests() {
        return Stream.of(
                        "GET " + LISTS + "\n",
                        "GET " + LISTS + "/~~/resource-lists/list%5b@name=%22b%22%5d/@p:c?xmlns(p=urn:x)\n",
                        "GET " + LISTS + "/~~/resource-lists/*[1]/namespace::*\n",
                        "PUT " + LISTS + "/~~/resource-lists/list[2]/entry[1]\n<entry uri='sip:&#51;@a'/>",
                        "PUT " + LISTS
                                + "/~~/resource-lists/list[1]/p:k[2]?xmlns(p=urn:x)\n<x:k><![CDATA[<]]><!-- --></x:k>",
                        "PUT " + LISTS + "/~~/resource-lists/list[@name='b']/entry[@uri=\"&lt;\"]\n<entry uri='&lt;'/>",
                        "PUT " + LISTS + "/~~/resource-lists/list[2]/@name\na&amp;b",
                        "DELETE " + LISTS + "/~~/resource-lists/list[1]/entry[2][@uri='sip:2@a']\n",
                        "PUT " + LISTS + "\n" + DOCUMENT,
                        "PUT " + SERVICES
                                + "\n<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'><service uri='sip:l@a'>"
                                + "<list/><packages><package>dialog</package></packages></service></rls-services>",
                        "GET /xcap-caps/global/index/~~/xcap-caps/auids/auid[1]\n",
                        "PUT /pres-rules/users/sip:joe@a/index\n<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'>"
                                + "<rule id='1'><conditions/><actions/></rule></ruleset>")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("requests")
    @FuzzTest(maxDuration = "60s")
    void requestsDoNoHarm(byte[] input) {
        bound.run(XcapFuzzTest::ask, input);
    }

    private static void ask(byte[] input) {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        String head = new String(input, 0, line, StandardCharsets.UTF_8);
        int space = head.indexOf(' ');
        String method = head.substring(0, Math.max(0, space));
        String uri = head.substring(space + 1);
        byte[] body = Arrays.copyOfRange(input, Math.min(line + 1, input.length), input.length);
        MemoryDocuments store = new MemoryDocuments();
        store.create(KEY, StoredDocument.of(DOCUMENT));
        XcapServer server = new XcapServer(store);
        for (String type : types(uri)) {
            String before = store.find(KEY).map(StoredDocument::text).orElse("");
            XcapResponse response = server.answer(request(method, uri, type, body));
            check(response, STATUS.contains(response.status()), "status");
            if (response.status() >= 400) {
                check(response, !response.body().isBlank(), "a refusal says why");
                check(
                        response,
                        store.find(KEY).map(StoredDocument::text).orElse("").equals(before),
                        "changed");
            } else if (!method.equals("GET")) {
                XcapResponse now = server.answer(request("GET", uri, "", new byte[0]));
                check(now, now.status() == (method.equals("PUT") ? 200 : 404), "what was put is got");
            }
        }
    }

    private static List<String> types(String uri) {
        return List.of(
                "application/xcap-el+xml",
                "application/xcap-att+xml",
                uri.startsWith("/rls")
                        ? "application/rls-services+xml"
                        : uri.startsWith("/pres") ? "application/auth-policy+xml" : "application/resource-lists+xml");
    }

    private static XcapRequest request(String method, String uri, String type, byte[] body) {
        return new XcapRequest(
                method, uri, new XcapRequest.Who(JOE, false), new XcapRequest.Fields(type, "", ""), body);
    }

    private static void check(XcapResponse response, boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + ": " + response);
        }
    }
}
