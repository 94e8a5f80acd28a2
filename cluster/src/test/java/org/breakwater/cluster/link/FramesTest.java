package org.breakwater.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.LinkException.Reason;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireWriter;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final Services services = new Services();

    private static Reason refusalOf(byte[] frame) throws WireException {
        try {
            Frames.answered(frame);
            throw new AssertionError("that was an answer");
        } catch (LinkException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return e.reason();
        }
    }

    @Test
    void questionFindsItsServiceAndTheAnswerComesBack() throws Exception {
        SharedMap.Subscription served = services.serve(
                "upper",
                body -> new String(body, StandardCharsets.UTF_8)
                        .toUpperCase(java.util.Locale.ROOT)
                        .getBytes(StandardCharsets.UTF_8));
        byte[] question = Frames.question("upper", "hello".getBytes(StandardCharsets.UTF_8));

        assertThat(Frames.answered(services.answer(question))).isEqualTo("HELLO".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> services.serve("upper", body -> body)).isInstanceOf(IllegalStateException.class);
        served.cancel();
        assertThat(refusalOf(services.answer(question))).isEqualTo(Reason.UNKNOWN_SERVICE);
    }

    @Test
    void whatGoesWrongIsInTheAnswer() throws Exception {
        services.serve("fails", body -> {
            throw new IllegalStateException("no extract for this site");
        });
        services.serve("long", body -> new byte[MainLink.MAX_BYTES + 1]);

        assertThat(refusalOf(services.answer(Frames.question("fails", new byte[0]))))
                .isEqualTo(Reason.FAILED);
        assertThat(refusalOf(services.answer(Frames.question("long", new byte[0]))))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(refusalOf(services.answer(new byte[] {1, 2, 3}))).isEqualTo(Reason.FAILED);
        assertThat(refusalOf(Frames.refusal(Reason.BUSY, "x".repeat(10_000)))).isEqualTo(Reason.BUSY);
    }

    @Test
    void reasonOfALaterVersionCountsAsFailure() throws Exception {
        assertThat(refusalOf(WireWriter.format(1).number(2, 77).text(3, "new").toBytes()))
                .isEqualTo(Reason.FAILED);
    }

    @Test
    void questionsWithoutTopicOrBodyAreRefused() {
        assertThatThrownBy(
                        () -> Frames.question(WireWriter.format(1).text(1, "t").toBytes()))
                .hasMessageContaining("body");
        assertThatThrownBy(() -> Frames.question(WireWriter.format(1)
                        .text(1, "t".repeat(65))
                        .bytes(2, new byte[0])
                        .toBytes()))
                .hasMessageContaining("more than 64");
    }
}
