package org.breakwater.presence.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.xcap.Requests.JOE;

import org.breakwater.presence.rls.ListDefinition;
import org.junit.jupiter.api.Test;

class ServiceListsTest {

    private static final String LIST = "sip:friends@pbx.example.lan";
    private static final String ROOT = "http://xcap.example.lan/xcap-root";

    private final MemoryDocuments store = new MemoryDocuments();
    private final ServiceLists lists = new ServiceLists(store, 5);

    private void lists(String user, String content) {
        store.create(
                new DocumentKey("resource-lists", user, "index"),
                StoredDocument.of("<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'>" + content
                        + "</resource-lists>"));
    }

    private void service(String user, String content) {
        store.create(
                new DocumentKey("rls-services", user, "index"),
                StoredDocument.of("<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'"
                        + " xmlns:rl='urn:ietf:params:xml:ns:resource-lists'><service uri='sip:friends@PBX.example.lan'>"
                        + content + "<packages><package>presence</package></packages></service></rls-services>"));
    }

    private static String reference(String user) {
        return "<resource-list>" + ROOT + "/resource-lists/users/" + user
                + "/index/~~/resource-lists/list%5B@name=%22a%22%5D</resource-list>";
    }

    @Test
    void listInTheServiceIsTakenAsItIs() {
        service(
                JOE,
                "<list name='n'><rl:display-name>Friends</rl:display-name><rl:entry uri='sip:1@x'><rl:display-name>One"
                        + "</rl:display-name></rl:entry><rl:entry uri='SIP:1@X'/><rl:list><rl:entry uri='2@x'/></rl:list></list>");

        assertThat(lists.reload()).isEmpty();
        ListDefinition list = lists.find(LIST).orElseThrow();
        assertThat(list.name()).isEqualTo("Friends");
        assertThat(list.isFor("presence")).isTrue();
        assertThat(list.isFor("dialog")).isFalse();
        assertThat(list.entries())
                .containsExactly(new ListDefinition.Entry("sip:1@x", "One"), new ListDefinition.Entry("sip:2@x", ""));
    }

    @Test
    void referencesAreFollowedAndCirclesEnd() {
        String there =
                "resource-lists/users/" + JOE + "/index/~~/resource-lists/list[@name=\"b\"]/entry[@uri=\"sip:9@x\"]";
        String circle = ROOT + "/resource-lists/users/" + JOE + "/index/~~/resource-lists/list%5B@name=%22a%22%5D";
        lists(
                JOE,
                "<list name='a'><entry uri='sip:1@x'/><entry-ref ref='" + there + "'/><external anchor='" + circle
                        + "'/></list><list name='b'><entry uri='sip:9@x'/></list>");
        service(JOE, reference(JOE));

        assertThat(lists.reload()).isEmpty();
        assertThat(lists.find(LIST).orElseThrow().entries())
                .extracting(ListDefinition.Entry::uri)
                .containsExactly("sip:1@x", "sip:9@x");
    }

    @Test
    void nobodyReadsAnothersListByPointingAtIt() {
        lists("sip:ann@pbx.example.lan", "<list name='a'><entry uri='sip:1@x'/></list>");
        service(JOE, reference("sip:ann@pbx.example.lan"));

        assertThat(lists.reload()).singleElement().asString().contains("leads to no list or entry");
        assertThat(lists.find(LIST).orElseThrow().entries()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        service("sip:ann@pbx.example.lan", "<list><rl:entry uri='sip:1@x'/></list>");
        service(JOE, "<list><rl:entry uri='sip:2@x'/></list>");
        store.create(new DocumentKey("rls-services", "", "index"), StoredDocument.of("<rls-services"));

        assertThat(lists.reload())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(
                                "/rls-services/users/" + JOE + "/index: " + LIST + " is the list of another document"));
        assertThat(lists.find(LIST).orElseThrow().entries())
                .extracting(ListDefinition.Entry::uri)
                .containsExactly("sip:1@x");
    }

    @Test
    void listIsBounded() {
        StringBuilder members = new StringBuilder("<list>");
        for (int i = 0; i < 9; i++) {
            members.append("<rl:entry uri='sip:").append(i).append("@x'/>");
        }
        service(JOE, members + "</list>");

        assertThat(lists.reload()).singleElement().asString().contains("more than 5 members");

        assertThat(lists.find(LIST).orElseThrow().entries()).hasSize(5);
        assertThat(lists.uris()).containsExactly(LIST);
    }
}
