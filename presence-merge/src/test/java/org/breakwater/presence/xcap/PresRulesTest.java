package org.breakwater.presence.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.xcap.Requests.JOE;
import static org.breakwater.presence.xcap.Requests.get;
import static org.breakwater.presence.xcap.Requests.put;

import java.time.Instant;
import java.util.Optional;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresRulesTest {

    private static final String NOON = "2026-11-30T12:00:00Z";
    private static final String RULES = """
            <cr:ruleset xmlns:cr="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
              <cr:rule id="known">
                <cr:conditions><cr:identity>
                  <cr:many domain="pbx.example.lan"><cr:except id="sip:rude@pbx.example.lan"/></cr:many>
                </cr:identity></cr:conditions>
                <cr:actions><pr:sub-handling>confirm</pr:sub-handling></cr:actions>
              </cr:rule>
              <cr:rule id="friends">
                <cr:conditions><cr:identity><cr:one id="sip:ann@pbx.example.lan"/></cr:identity></cr:conditions>
                <cr:actions><pr:sub-handling>allow</pr:sub-handling></cr:actions>
                <cr:transformations/>
              </cr:rule>
              <cr:rule id="today">
                <cr:conditions><cr:identity><cr:many/></cr:identity><cr:validity>
                  <cr:from>2026-11-30T08:00:00+01:00</cr:from><cr:until>2026-11-30T11:00:00+01:00</cr:until>
                </cr:validity></cr:conditions>
                <cr:actions><pr:sub-handling>polite-block</pr:sub-handling></cr:actions>
              </cr:rule>
              <cr:rule id="work">
                <cr:conditions><cr:sphere value="work"/></cr:conditions>
                <cr:actions><pr:sub-handling>allow</pr:sub-handling></cr:actions>
              </cr:rule>
            </cr:ruleset>
            """;

    @ParameterizedTest
    @CsvSource({
        "sip:ann@PBX.example.lan, ALLOW",
        "bob@pbx.example.lan, CONFIRM",
        "sip:rude@pbx.example.lan, ",
        "sip:bob@elsewhere.example, "
    })
    void ruleThatAllowsMostCounts(String watcher, Handling handling) throws DocumentException {
        assertThat(PresRules.of(StoredDocument.of(RULES))
                        .handling(watcher, Instant.parse(NOON).toEpochMilli()))
                .isEqualTo(Optional.ofNullable(handling));
    }

    @Test
    void ruleHoldsInItsTimeOnly() throws DocumentException {
        PresRules rules = PresRules.of(StoredDocument.of(RULES));
        long morning = Instant.parse("2026-11-30T07:00:00Z").toEpochMilli();

        assertThat(rules.handling("sip:x@y", morning)).contains(Handling.POLITE_BLOCK);
        assertThat(rules.handling("sip:x@y", morning - 1)).isEmpty();
        assertThat(rules.handling("sip:x@y", morning + 3 * 3_600_000)).isEmpty();
    }

    @Test
    void rulesArePutWhenTheyAreSound() {
        XcapServer server = new XcapServer(new MemoryDocuments());
        String uri = "/pres-rules/users/" + JOE + "/index";
        String type = "application/auth-policy+xml";

        assertThat(server.answer(put(uri, type, RULES)).status()).isEqualTo(201);
        assertThat(server.answer(get(uri + "/~~/c:ruleset/c:rule%5B2%5D/c:actions/sub-handling"
                                + "?xmlns(c=urn:ietf:params:xml:ns:common-policy)"))
                        .body())
                .isEqualTo("<pr:sub-handling>allow</pr:sub-handling>");
        assertThat(server.answer(put(uri, type, RULES.replace("polite-block", "perhaps")))
                        .body())
                .contains("it is block, confirm, polite-block or allow");
        assertThat(server.answer(put(uri, type, RULES.replace("\"today\"", "\"work\"")))
                        .body())
                .contains("<uniqueness-failure");
        assertThat(server.answer(put(uri, type, RULES.replace("cr:sphere", "cr:place")))
                        .body())
                .contains("&lt;place&gt; may not be in &lt;conditions&gt;");
    }
}
