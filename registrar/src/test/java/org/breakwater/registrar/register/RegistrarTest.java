package org.breakwater.registrar.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.register.RegisterPolicy.Matching;
import org.breakwater.registrar.register.RegisterResult.Outcome;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3261 §10.3, RFC 3327, RFC 5626; texts of refusals as seen on Kamailio 5.6.3. */
final class RegistrarTest {

    private final ManualTime time = new ManualTime();
    private final Location location = new Location("location", new InMemorySharedMaps().map("location"), time);
    private final Registrar registrar = new Registrar(location, new RecordIds(1, 99), time);
    private RegisterPolicy policy = RegisterPolicy.DEFAULT;

    @Test
    void contactIsAddedRefreshedAndRemoved() {
        RegisterResult added = register("c1", 1, "Contact: <sip:bob@192.0.2.7>;q=0.5", "Expires: 600");
        assertThat(added.outcome()).isEqualTo(Outcome.INSERTED);
        assertThat(added.headers()).isEqualTo("Contact: <sip:bob@192.0.2.7>;q=0.5;expires=600\r\n");
        String ruid = bindings().get(0).ruid();

        time.advanceMillis(100_000);
        assertThat(register("c1", 2, "Contact: <sip:bob@192.0.2.7>", "Expires: 300")
                        .outcome())
                .isEqualTo(Outcome.UPDATED);
        assertThat(bindings()).singleElement().satisfies(b -> {
            assertThat(b.ruid()).isEqualTo(ruid);
            assertThat(b.registration().cseq()).isEqualTo(2);
            assertThat(b.registration().expiresAt()).isEqualTo(time.epochSeconds() + 300);
        });

        RegisterResult removed = register("c1", 3, "Contact: <sip:bob@192.0.2.7>;expires=0");
        assertThat(removed.outcome()).isEqualTo(Outcome.REMOVED);
        assertThat(removed.headers()).isEmpty();
        assertThat(bindings()).isEmpty();
    }

    @Test
    void registerWithoutContactAsksWhatIsThere() {
        assertThat(register("c1", 1).headers()).isEmpty();
        register("c1", 2, "Contact: <sip:a@192.0.2.7>, <sip:b@192.0.2.7>;expires=60");
        RegisterResult asked = register("c2", 1);

        assertThat(asked.outcome()).isEqualTo(Outcome.FETCHED);
        assertThat(asked.headers()).contains("<sip:a@192.0.2.7>;expires=3600", "<sip:b@192.0.2.7>;expires=60");
    }

    @Test
    void starRemovesAllOnlyWithExpiresZero() {
        register("c1", 1, "Contact: <sip:a@192.0.2.7>");

        RegisterResult refused = register("c1", 2, "Contact: *", "Expires: 60");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).isEqualTo("P-Registrar-Error: * used in contact and expires is not zero\r\n");
        assertThat(register("c1", 3, "Contact: *").status()).isEqualTo(400);
        assertThat(register("c1", 4, "Contact: *", "Contact: <sip:x@y>", "Expires: 0")
                        .status())
                .isEqualTo(400);
        assertThat(bindings()).hasSize(1);

        assertThat(register("c1", 5, "Contact: *", "Expires: 0").outcome()).isEqualTo(Outcome.REMOVED);
        assertThat(bindings()).isEmpty();
    }

    @Test
    void olderCseqOfTheSameCallIdChangesNothingAtAll() {
        register("c1", 5, "Contact: <sip:a@192.0.2.7>");

        RegisterResult late = register("c1", 4, "Contact: <sip:new@192.0.2.7>", "Contact: <sip:a@192.0.2.7>;expires=0");

        assertThat(late.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(late.status()).isEqualTo(500);
        assertThat(bindings()).extracting(Binding::contact).containsExactly("sip:a@192.0.2.7");
    }

    @Test
    void retransmissionWithEqualCseqIsAnsweredAgain() {
        String first = register("c1", 5, "Contact: <sip:a@192.0.2.7>").headers();

        assertThat(register("c1", 5, "Contact: <sip:a@192.0.2.7>").headers()).isEqualTo(first);
        assertThat(bindings()).hasSize(1);
    }

    @Test
    void smallerCseqOfAnotherCallIdIsTaken() {
        register("c1", 5, "Contact: <sip:a@192.0.2.7>");

        assertThat(register("c2", 1, "Contact: <sip:a@192.0.2.7>;expires=0").outcome())
                .isEqualTo(Outcome.REMOVED);
        assertThat(bindings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10,false,0,60",
        "60,false,0,60",
        "7200,false,600,600",
        "7200,false,0,7200",
        "nonsense,false,0,3600",
        "99999999999,false,600,600"
    })
    void lifetimeKeepsWithinLimits(String asked, boolean reject, int max, long granted) {
        policy = new RegisterPolicy(3600, 60, reject, max, 0, Matching.CONTACT, false, 2, -1, false);
        register("c1", 1, "Contact: <sip:a@192.0.2.7>;expires=" + asked);

        assertThat(bindings().get(0).registration().expiresAt() - time.epochSeconds())
                .isEqualTo(granted);
    }

    @Test
    void tooShortLifetimeIsRefusedWith423WhenThePolicySaysSo() {
        policy = new RegisterPolicy(3600, 60, true, 0, 0, Matching.CONTACT, false, 2, -1, false);
        RegisterResult brief = register("c1", 1, "Contact: <sip:a@192.0.2.7>;expires=59");

        assertThat(brief.status()).isEqualTo(423);
        assertThat(brief.headers()).isEqualTo("Min-Expires: 60\r\n");
        assertThat(register("c1", 2, "Contact: <sip:a@192.0.2.7>;expires=0").status())
                .isEqualTo(200);
    }

    @Test
    void tooManyContactsAreRefusedAndNothingIsStored() {
        policy = new RegisterPolicy(3600, 60, false, 0, 2, Matching.CONTACT, false, 2, -1, false);
        register("c1", 1, "Contact: <sip:a@192.0.2.7>");
        RegisterResult refused = register("c2", 1, "Contact: <sip:b@192.0.2.7>, <sip:c@192.0.2.7>");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.outcome()).isEqualTo(Outcome.TOO_MANY);
        assertThat(refused.headers())
                .matches("Contact: <sip:a@192\\.0\\.2\\.7>;expires=\\d+\r\n"
                        + "P-Registrar-Error: Too many registered contacts\r\n");
        assertThat(bindings()).hasSize(1);
        assertThat(register("c1", 2, "Contact: <sip:a@192.0.2.7>;expires=0, <sip:b@192.0.2.7>, <sip:c@192.0.2.7>")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "0,false,200,false",
        "0,true,200,false",
        "1,false,200,false",
        "1,true,200,true",
        "2,false,420,false",
        "2,true,200,true"
    })
    void pathModes(int mode, boolean supported, int status, boolean told) {
        policy = new RegisterPolicy(3600, 60, false, 0, 0, Matching.CONTACT, true, mode, -1, false);
        RegisterResult result = register(
                "c1",
                1,
                "Contact: <sip:a@192.0.2.7>",
                "Path: <sip:edge;lr>",
                supported ? "Supported: gruu, path" : "X: y");

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.headers().contains("Path: <sip:edge;lr>\r\n")).isEqualTo(told);
        if (status == 200) {
            assertThat(bindings().get(0).route().path()).isEqualTo("<sip:edge;lr>");
        }
    }

    @Test
    void sameInstanceAndRegIdReplaceTheContact() {
        register("c1", 1, flow("a", 1));
        register("c1", 2, flow("b", 2));
        RegisterResult moved = register("c2", 1, flow("c", 1));

        assertThat(moved.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(moved.headers()).contains("Require: outbound\r\n");
        assertThat(bindings())
                .extracting(Binding::contact)
                .containsExactlyInAnyOrder("sip:c@192.0.2.7", "sip:b@192.0.2.7");
    }

    @Test
    void newestOnlyPolicyForgetsEarlierContacts() {
        register("c1", 1, "Contact: <sip:a@192.0.2.7>");
        policy = RegisterPolicy.DEFAULT.keepingNewestOnly();
        register("c2", 1, "Contact: <sip:b@192.0.2.7>");

        assertThat(bindings()).extracting(Binding::contact).containsExactly("sip:b@192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({"CONTACT,1", "CONTACT_AND_CALL_ID,2"})
    void matchingDecidesWhatIsTheSameContact(Matching matching, int count) {
        policy = new RegisterPolicy(3600, 60, false, 0, 0, matching, false, 2, -1, false);
        register("c1", 1, "Contact: <sip:a@192.0.2.7>");
        register("c2", 1, "Contact: <sip:a@192.0.2.7>");

        assertThat(bindings()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"1,1000", "1.0,1000", "0.7,700", "0.123,123", "0,0", "2,-1", "1.5,-1", "0.1234,-1", "x,-1"})
    void preferenceIsReadInThousandths(String q, int expected) {
        register("c1", 1, "Contact: <sip:a@192.0.2.7>;q=" + q);

        assertThat(bindings().get(0).q()).isEqualTo(expected);
    }

    @Test
    void malformedContactIsRefused() {
        assertThat(register("c1", 1, "Contact: <sip:a@192.0.2.7").status()).isEqualTo(400);
        assertThat(bindings()).isEmpty();
    }

    @Test
    void recordIdsDifferBetweenServersAndStarts() {
        assertThat(List.of(new RecordIds(1, 99).next(), new RecordIds(2, 99).next(), new RecordIds(1, 98).next()))
                .doesNotHaveDuplicates();
    }

    private static String flow(String user, int regId) {
        return "Contact: <sip:" + user + "@192.0.2.7>;+sip.instance=\"<urn:uuid:1>\";reg-id=" + regId
                + "\r\nSupported: path, outbound";
    }

    private List<Binding> bindings() {
        return location.lookup("bob");
    }

    private RegisterResult register(String callId, int cseq, String... headers) {
        String text = "REGISTER sip:home.example SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK1\r\n"
                + "From: <sip:bob@home.example>;tag=1\r\nTo: <sip:bob@home.example>\r\nCall-ID: " + callId
                + "\r\nCSeq: " + cseq + " REGISTER\r\n" + String.join("\r\n", headers)
                + (headers.length > 0 ? "\r\n" : "") + "Content-Length: 0\r\n\r\n";
        try {
            SipMessage message = SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
            return registrar.register(new RegisterRequest(message, "bob", null, "tcp:192.0.2.1:5060", 7, 0), policy);
        } catch (SipParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
