package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Phones that are connected to one main server are called through the other: over the connection they have. */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReachTest {

    private static final String FIRST = "10.77.0.11";
    private static final String SECOND = "10.77.0.12";
    private static final int COUNT = 20;

    private TwoMains sites;

    @BeforeAll
    void startEverything() throws Exception {
        sites = TwoMains.start();
        assertThat(sites.phonesA().tell("register 2001 " + COUNT + " " + SECOND))
                .isEqualTo("200=" + COUNT);
        assertThat(sites.phonesHq().tell("register 2101 1 " + FIRST)).isEqualTo("200=1");
    }

    @AfterAll
    void endEverything() {
        if (sites != null) {
            sites.close();
        }
    }

    private String dialled() throws Exception {
        return sites.phonesA().tell("dialled 2001 " + COUNT) + " and "
                + sites.phonesHq().tell("dialled 2101 1");
    }

    @Test
    @Order(1)
    void phoneOfTheOtherMainIsCalledOverTheConnectionItHas() throws Exception {
        String calls = sites.phonesHq().tell("call 2101 2001 " + COUNT + " " + FIRST);
        Report.row(
                "phones of the other main",
                COUNT + " calls, BYE by the caller",
                calls + "; contacts dialled: " + dialled(),
                "ok");
        assertThat(calls).isEqualTo("200=" + COUNT);
        assertThat(dialled()).isEqualTo("0 and 0");
    }

    @Test
    @Order(2)
    void eitherSideEndsTheCall() throws Exception {
        assertThat(sites.phonesHq().tell("hold 2101 2001 " + COUNT + " " + FIRST))
                .isEqualTo("200=" + COUNT);
        String byes = sites.phonesA().tell("hangup 2001 " + COUNT);
        Report.row("phones of the other main", "BYE by the called", byes + "; contacts dialled: " + dialled(), "ok");
        assertThat(byes).isEqualTo("200=" + COUNT);
        assertThat(sites.phonesHq().tell("bye " + SECOND))
                .as("BYE through the main that has the called")
                .isEqualTo("200=" + COUNT);
        assertThat(dialled()).isEqualTo("0 and 0");
    }

    @Test
    @Order(3)
    void whenTheMainOfThePhonesDiesTheyAreReachedAtTheirContacts() throws Exception {
        assertThat(sites.phonesHq().tell("hold 2101 2001 " + COUNT + " " + FIRST))
                .isEqualTo("200=" + COUNT);
        sites.second().kill();
        String byes = sites.phonesHq().tell("bye " + FIRST);
        String calls = sites.phonesHq().tell("call 2101 2001 " + COUNT + " " + FIRST);
        Report.row(
                "phones of a main that was killed",
                COUNT + " BYEs and " + COUNT + " new calls at once, through the survivor",
                byes + "; " + calls + "; contacts dialled: " + dialled(),
                "ok");
        assertThat(byes).isEqualTo("200=" + COUNT);
        assertThat(calls).isEqualTo("200=" + COUNT);
    }
}
