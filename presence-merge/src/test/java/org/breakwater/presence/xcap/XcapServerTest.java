package org.breakwater.presence.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.xcap.Requests.ATTRIBUTE;
import static org.breakwater.presence.xcap.Requests.ELEMENT;
import static org.breakwater.presence.xcap.Requests.JOE;
import static org.breakwater.presence.xcap.Requests.LISTS;
import static org.breakwater.presence.xcap.Requests.LISTS_TYPE;
import static org.breakwater.presence.xcap.Requests.SERVICES;
import static org.breakwater.presence.xcap.Requests.SERVICES_TYPE;
import static org.breakwater.presence.xcap.Requests.TWO_LISTS;
import static org.breakwater.presence.xcap.Requests.by;
import static org.breakwater.presence.xcap.Requests.delete;
import static org.breakwater.presence.xcap.Requests.get;
import static org.breakwater.presence.xcap.Requests.on;
import static org.breakwater.presence.xcap.Requests.put;
import static org.breakwater.presence.xcap.Requests.request;

import java.nio.charset.StandardCharsets;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XcapServerTest {

    private static final String AT = LISTS + "/~~/resource-lists/";
    private static final String SERVICE_URI = "sip:friends@pbx.example.lan";

    private final MemoryDocuments store = new MemoryDocuments();
    private final XcapServer server = new XcapServer(store);

    @BeforeEach
    void putTwoLists() {
        assertThat(server.answer(put(LISTS, LISTS_TYPE, TWO_LISTS)).status()).isEqualTo(201);
    }

    private String text() {
        return server.answer(get(LISTS)).body();
    }

    private static String service(String uri) {
        return "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'><service uri='" + uri
                + "'><resource-list>http://xcap/resource-lists</resource-list></service></rls-services>";
    }

    @Test
    void documentComesBackAsItWasPut() {
        XcapResponse response = server.answer(get(LISTS));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo(LISTS_TYPE);
        assertThat(response.body()).isEqualTo(TWO_LISTS);
        assertThat(response.etag()).isEqualTo(StoredDocument.of(TWO_LISTS).etag());
        assertThat(server.answer(put(LISTS, LISTS_TYPE + "; charset=utf-8", TWO_LISTS))
                        .status())
                .isEqualTo(200);
        assertThat(server.answer(delete(LISTS)).status()).isEqualTo(200);
        assertThat(server.answer(get(LISTS)).status()).isEqualTo(404);
        assertThat(server.answer(delete(LISTS)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list[1]/entry[2] | <entry uri=\"sip:petri@pbx.example.lan\"/>",
                "list[@name=\"team\"] | <list name=\"team\"/>",
                "list%5b@name=%22team%22%5D | <list name=\"team\"/>",
                "list[@name='team'] | <list name=\"team\"/>",
                "list[2][@name=\"team\"] | <list name=\"team\"/>",
                "*[2] | <list name=\"team\"/>",
                "list/entry[@uri=\"sip:petri@pbx.example.lan\"] | <entry uri=\"sip:petri@pbx.example.lan\"/>",
                "list[1]/y:key?xmlns(y=urn:example:x) | <x:key>7</x:key>",
                "list[1]/*[4] | <x:key>7</x:key>",
                "r:list[1]/r:entry[2]?xmlns(r=urn:ietf:params:xml:ns:resource-lists) | <entry uri=\"sip:petri@pbx.example.lan\"/>",
                "list[1]/@name | friends",
                "list[1]/@y:colour?xmlns(y=urn:example:x)xmlns(z=urn:z) | r&quot;d",
                "list[1]/display-name/@xml:lang | en",
                "list[2]/namespace::* | <list xmlns=\"urn:ietf:params:xml:ns:resource-lists\" xmlns:x=\"urn:example:x\"/>"
            })
    void nodesAreFound(String selector, String body) {
        XcapResponse response = server.answer(get(AT + selector));

        assertThat(response.body()).isEqualTo(body);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.etag()).isEqualTo(StoredDocument.of(TWO_LISTS).etag());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list | 404 | selects 2 elements",
                "list[3] | 404 | selects 0 elements",
                "list[@name=\"none\"] | 404 | selects 0",
                "list[1][@name=\"team\"] | 404 | selects 0",
                "list[1]/key | 404 | selects 0",
                "list[1]/@colour | 404 | no attribute",
                "list[0] | 400 | a position is 1 to 9999",
                "list[99999] | 400 | a position is 1 to 9999",
                "list[@name=team] | 400 | between quotes",
                "list[@name=\"team\" | 400 | \"]\" is expected",
                "list[last()] | 400 | \"@\" is expected",
                "list//entry | 400 | a name is expected",
                "list/ | 400 | a name is expected",
                "list[1]/@name/x | 400 | nothing follows",
                "list[1]/p:key | 400 | the prefix p is not declared",
                "list[1]/p:key?xmlns(p | 400 | xmlns(PREFIX=NAMESPACE)",
                "list[1]/%C3 | 400 | not UTF-8",
                "list[1]/%4 | 400 | two hexadecimal digits",
                "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q | 400 | more than 16 steps"
            })
    void selectorsThatAreWrongOrNameNothingAreAnswered(String selector, int status, String why) {
        XcapResponse response = server.answer(get(AT + selector));

        assertThat(response.body()).contains(why);
        assertThat(response.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list[2]/entry[@uri=\"sip:a@b\"] | <entry uri=\"sip:a@b\"/> | 201 | <list name=\"team\"><entry uri=\"sip:a@b\"/></list>",
                "list[2] | <list name=\"crew\"/> | 200 | <list name=\"crew\"/>",
                "list[1]/entry[1] | <entry uri=\"sip:c@d\"/> | 200 | <entry uri=\"sip:c@d\"/>\\n    <entry uri=\"sip:petri",
                "list[1]/entry[3] | <entry uri=\"sip:c@d\"/> | 201 | lan\"/><entry uri=\"sip:c@d\"/>",
                "list[1]/entry[1][@uri=\"sip:c@d\"] | <entry uri=\"sip:c@d\"/> | 201 | <entry uri=\"sip:c@d\"/><entry uri=\"sip:bill",
                "list[@name=\"new\"] | <list name=\"new\"/> | 201 | <list name=\"team\"/><list name=\"new\"/>",
                "list[1]/entry[2]/display-name | <display-name>P</display-name> | 201 | lan\"><display-name>P</display-name></entry>",
                "list[1]/*[@uri=\"sip:c@d\"] | <entry uri=\"sip:c@d\"/> | 201 | lan\"/><entry uri=\"sip:c@d\"/>",
                "list[1]/*[3][@uri=\"sip:c@d\"] | <entry uri=\"sip:c@d\"/> | 201 | </entry><entry uri=\"sip:c@d\"/>",
                "list[1]/y:key[2]?xmlns(y=urn:example:x) | <x:key/> | 201 | <x:key>7</x:key><x:key/>"
            })
    void elementsArePutWhereTheSelectorSays(String selector, String body, int status, String part) {
        XcapResponse response = server.answer(put(AT + selector, ELEMENT, body));

        assertThat(response.body()).isEmpty();
        assertThat(response.status()).isEqualTo(status);
        assertThat(text()).contains(part.replace("\\n", "\n")).contains("<!-- Bill sits <next door> -->");
        assertThat(response.etag()).isEqualTo(StoredDocument.of(text()).etag());
        assertThat(server.answer(get(AT + selector)).body()).isEqualTo(body);
    }

    /** The places of RFC 4825 §8.2.3: what was deleted after it was put leaves the document as it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry[@uri=\"sip:c@d\"]",
                "entry[3][@uri=\"sip:c@d\"]",
                "*[4][@uri=\"sip:c@d\"]",
                "*[@uri=\"sip:c@d\"]",
                "entry[1][@uri=\"sip:c@d\"]",
                "*[2][@uri=\"sip:c@d\"]"
            })
    void whatIsPutAndDeletedLeavesTheRestAsItWas(String selector) throws DocumentException {
        String before = XmlTree.write(XmlTree.read(TWO_LISTS, XmlLimits.OWN));
        assertThat(server.answer(put(AT + "list[1]/" + selector, ELEMENT, "<entry uri=\"sip:c@d\"/>"))
                        .status())
                .isEqualTo(201);

        assertThat(server.answer(delete(AT + "list[1]/" + selector)).status()).isEqualTo(200);
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void displayNameComesFirstWhereverItWasPut() {
        server.answer(put(AT + "list[2]/entry[1]", ELEMENT, "<entry uri='sip:a@b'/>"));
        XcapResponse response =
                server.answer(put(AT + "list[2]/display-name", ELEMENT, "<display-name>Team</display-name>"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(text())
                .contains("<list name=\"team\"><display-name>Team</display-name><entry uri=\"sip:a@b\"/></list>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list[1]/entry[2] | <entry uri= | not-xml-frag",
                "list[1]/entry[2] | <entry uri=\"a\"/><entry uri=\"b\"/> | not-xml-frag",
                "list[1]/entry[2] | </within><within> | not-xml-frag",
                "list[1]/entry[2] | text | not-xml-frag",
                "list[1]/entry[2] | <p:entry/> | not-xml-frag",
                "list[1]/entry[2] | <list/> | cannot-insert",
                "list[1]/entry[@uri=\"x\"] | <entry uri=\"y\"/> | cannot-insert",
                "list[1]/entry[9] | <entry uri=\"y\"/> | cannot-insert",
                "list | <list/> | cannot-insert",
                "list[7]/entry[1] | <entry uri=\"y\"/> | no-parent",
                "list/entry[1] | <entry uri=\"y\"/> | no-parent",
                "list[1]/entry[2] | <entry/> | schema-validation-error",
                "list[1]/entry[2] | <entry uri=\"a\" url=\"b\"/> | schema-validation-error",
                "list[1]/entry[2] | <entry uri=\"a\"><entry uri=\"b\"/></entry> | schema-validation-error",
                "list[1]/member | <member/> | schema-validation-error",
                "list[1]/entry[3] | <entry uri=\"sip:bill@pbx.example.lan\"/> | uniqueness-failure",
                "list[2] | <list name=\"friends\"/> | uniqueness-failure"
            })
    void elementsThatDoNotFitAreRefused(String selector, String body, String error) {
        XcapResponse response = server.answer(put(AT + selector, ELEMENT, body));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.contentType()).isEqualTo("application/xcap-error+xml");
        assertThat(response.body()).contains("<" + error + " phrase=\"");
        assertThat(text()).isEqualTo(TWO_LISTS);
    }

    @Test
    void errorsHaveTheseOctets() {
        String noParent = server.answer(put(AT + "list[1]/list[2]/entry[1]", ELEMENT, "<entry uri='y'/>"))
                .body();
        String notUnique = server.answer(put(AT + "list[2]", ELEMENT, "<list name='friends'/>"))
                .body();
        String schema =
                server.answer(put(LISTS, LISTS_TYPE, "<resource-lists/>")).body();

        Golden.assertSame("xcap-errors.txt", (noParent + notUnique + schema).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void attributesAreSetAndRemoved() {
        assertThat(server.answer(put(AT + "list[2]/@name", ATTRIBUTE, "R&amp;D \"x\""))
                        .status())
                .isEqualTo(200);
        assertThat(server.answer(get(AT + "list[2]/@name")).body()).isEqualTo("R&amp;D &quot;x&quot;");
        assertThat(server.answer(put(AT + "list[2]/@q:size?xmlns(q=urn:example:x)", ATTRIBUTE, "1"))
                        .status())
                .isEqualTo(201);
        assertThat(text()).contains("<list name=\"R&amp;D &quot;x&quot;\" x:size=\"1\"/>");
        assertThat(server.answer(delete(AT + "list[2]/@name")).status()).isEqualTo(200);
        assertThat(server.answer(delete(AT + "list[2]/@name")).status()).isEqualTo(404);
        assertThat(text()).contains("<list x:size=\"1\"/>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT | list[2]/@name | a<b | not-xml-att-value",
                "PUT | list[2]/@name | a&b | not-xml-att-value",
                "PUT | list[2]/@name | friends | uniqueness-failure",
                "PUT | list[2]/@nick | x | schema-validation-error",
                "PUT | list[2][@name=\"team\"]/@name | x | cannot-insert",
                "PUT | list[3]/@name | x | no-parent",
                "PUT | list[2]/@w:a?xmlns(w=urn:unknown) | x | cannot-insert",
                "DELETE | list[1]/entry[1]/@uri | `` | schema-validation-error"
            })
    void attributesThatDoNotFitAreRefused(String method, String selector, String body, String error) {
        XcapResponse response = server.answer(request(method, AT + selector, ATTRIBUTE, body));

        assertThat(response.body()).contains("<" + error + " phrase=\"");
        assertThat(response.status()).isEqualTo(409);
        assertThat(text()).isEqualTo(TWO_LISTS);
    }

    @Test
    void elementsAreRemovedWhenNothingTakesTheirPlace() {
        XcapResponse next = server.answer(delete(AT + "list[1]/entry[1]"));
        XcapResponse root = server.answer(delete(LISTS + "/~~/resource-lists"));
        assertThat(next.status()).isEqualTo(409);
        assertThat(next.body()).contains("<cannot-delete ");
        assertThat(root.body()).contains("<cannot-delete ").contains("delete the document");

        assertThat(server.answer(delete(AT + "list[1]/entry[1][@uri=\"sip:bill@pbx.example.lan\"]"))
                        .status())
                .isEqualTo(200);
        assertThat(server.answer(delete(AT + "list[1]/entry[1]")).status()).isEqualTo(200);
        assertThat(server.answer(delete(AT + "list[1]/entry[1]")).status()).isEqualTo(404);
        assertThat(text())
                .doesNotContain("<entry")
                .contains("Friends &amp; others")
                .contains("<x:key>7</x:key>");
    }

    @Test
    void conditionsAreKept() {
        String tag = "\"" + StoredDocument.of(TWO_LISTS).etag() + "\"";
        XcapRequest change = put(AT + "list[2]", ELEMENT, "<list name='crew'/>");

        assertThat(server.answer(on(get(LISTS), "", tag)).status()).isEqualTo(304);
        assertThat(server.answer(on(get(LISTS), "", "\"other\"")).status()).isEqualTo(200);
        assertThat(server.answer(on(get(LISTS), "\"other\"", "")).status()).isEqualTo(412);
        assertThat(server.answer(on(change, "\"other\"", "")).status()).isEqualTo(412);
        assertThat(server.answer(on(change, "", "*")).status()).isEqualTo(412);
        assertThat(server.answer(on(put(LISTS, LISTS_TYPE, TWO_LISTS), "", "*")).status())
                .isEqualTo(412);
        assertThat(server.answer(on(delete(LISTS), "\"a\", \"b\"", "")).status())
                .isEqualTo(412);
        assertThat(text()).isEqualTo(TWO_LISTS);
        assertThat(server.answer(on(change, "\"a\", " + tag, "")).status()).isEqualTo(200);
        assertThat(server.answer(on(change, tag, "")).status()).isEqualTo(412);
        assertThat(server.answer(on(put(AT + "list[3]", ELEMENT, "<list name='z'/>"), "*", ""))
                        .status())
                .as("there is none yet")
                .isEqualTo(412);
        assertThat(server.answer(on(put(SERVICES, SERVICES_TYPE, service(SERVICE_URI)), "*", ""))
                        .status())
                .isEqualTo(412);
        assertThat(server.answer(on(put(SERVICES, SERVICES_TYPE, service(SERVICE_URI)), "", "*"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<resource-lists | not-well-formed",
                "<!DOCTYPE a><a/> | not-well-formed",
                "<resource-lists/> | schema-validation-error",
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'/> | schema-validation-error",
                "<?xml version='1.0' encoding='ISO-8859-1'?><resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'/> | not-utf-8"
            })
    void documentsThatAreNoneAreRefused(String body, String error) {
        XcapResponse response = server.answer(put(LISTS, LISTS_TYPE, body));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).contains("<" + error + " phrase=\"");
    }

    @Test
    void bodiesOfAnotherKindAreRefused() {
        assertThat(server.answer(put(LISTS, "text/xml", TWO_LISTS)).status()).isEqualTo(415);
        assertThat(server.answer(put(AT + "list[2]", LISTS_TYPE, "<list/>")).status())
                .isEqualTo(415);
        assertThat(server.answer(put(LISTS, LISTS_TYPE, "x".repeat(70_000))).status())
                .isEqualTo(413);
        XcapRequest latin = new XcapRequest(
                "PUT", LISTS, new XcapRequest.Who(JOE, false), new XcapRequest.Fields(LISTS_TYPE, "", ""), new byte[] {
                    '<', (byte) 0xfc
                });
        assertThat(server.answer(latin).body()).contains("<not-utf-8");
        assertThat(server.answer(request("POST", LISTS, "", "")))
                .extracting(XcapResponse::allow)
                .isEqualTo("GET, PUT, DELETE");
        assertThat(server.answer(put(AT + "list[2]/namespace::*", ELEMENT, "<a/>")))
                .extracting(XcapResponse::allow)
                .isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /resource-lists/users/sip:joe@pbx.example.lan/index, joe@PBX.example.lan, false, 200",
        "GET, /resource-lists/users/sip:joe@pbx.example.lan/index, sip:ann@pbx.example.lan, false, 403",
        "GET, /resource-lists/users/sip:joe@pbx.example.lan/index, '', false, 403",
        "DELETE, /resource-lists/users/sip:joe@pbx.example.lan/index, sip:ann@pbx.example.lan, true, 200",
        "GET, /resource-lists/global/index, sip:ann@pbx.example.lan, false, 404",
        "DELETE, /resource-lists/global/index, sip:ann@pbx.example.lan, false, 403",
        "GET, /xcap-caps/global/index, sip:ann@pbx.example.lan, false, 200",
        "PUT, /xcap-caps/global/index, sip:ann@pbx.example.lan, true, 405",
        "GET, /xcap-caps/global/other, sip:ann@pbx.example.lan, true, 404",
        "GET, /unknown/global/index, sip:ann@pbx.example.lan, true, 404",
        "GET, /resource-lists/index, sip:ann@pbx.example.lan, true, 404",
        "GET, /resource-lists/users/joe/index, sip:ann@pbx.example.lan, true, 404",
        "GET, /resource-lists/users/sip:joe@pbx.example.lan/../index, sip:ann@pbx.example.lan, true, 404",
        "GET, /resource-lists/users/sip:ann@pbx.example.lan/My%20lists/index, sip:ann@pbx.example.lan, false, 404",
        "GET, resource-lists, sip:ann@pbx.example.lan, true, 400"
    })
    void everybodyHasTheirOwnTree(String method, String uri, String user, boolean administrator, int status) {
        assertThat(server.answer(by(user, administrator, request(method, uri, "", "")))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void capabilitiesHaveTheseOctets() {
        XcapResponse response = server.answer(get("/xcap-caps/global/index"));

        assertThat(response.contentType()).isEqualTo("application/xcap-caps+xml");
        Golden.assertSame("xcap-caps.xml", response.body().getBytes(StandardCharsets.UTF_8));
        assertThat(server.answer(get("/xcap-caps/global/index/~~/xcap-caps/auids/auid[1]"))
                        .body())
                .isEqualTo("<auid>pres-rules</auid>");
    }

    @Test
    void uriOfAListIsTakenOnceOnTheServer() {
        String anns = "/rls-services/users/sip:ann@pbx.example.lan/index";
        server.answer(put(SERVICES, SERVICES_TYPE, service(SERVICE_URI)));

        XcapResponse taken = server.answer(
                by("sip:ann@pbx.example.lan", false, put(anns, SERVICES_TYPE, service("sip:friends@PBX.example.lan"))));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).contains("<uniqueness-failure").contains(SERVICE_URI);
        assertThat(server.answer(put(SERVICES, SERVICES_TYPE, service(SERVICE_URI)))
                        .status())
                .isEqualTo(200);
    }
}
