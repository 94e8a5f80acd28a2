package org.breakwater.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.sip.dialog.OfferAnswer.OfferVerdict;
import org.breakwater.sip.dialog.OfferAnswer.State;
import org.junit.jupiter.api.Test;

class OfferAnswerTest {

    private final OfferAnswer negotiation = new OfferAnswer();

    @Test
    void crossingOffersAreGlare() {
        negotiation.localOffer();
        assertThat(negotiation.remoteOffer()).isEqualTo(OfferVerdict.GLARE);
        assertThat(negotiation.mayOffer()).isFalse();
        negotiation.answered();
        assertThat(negotiation.remoteOffer()).isEqualTo(OfferVerdict.ACCEPTED);
    }

    @Test
    void secondOfferBeforeTheAnswerHasToWait() {
        negotiation.remoteOffer();
        assertThat(negotiation.remoteOffer()).isEqualTo(OfferVerdict.UNANSWERED);
        assertThatThrownBy(negotiation::localOffer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusedOfferLeavesTheSessionAsItWas() {
        negotiation.localOffer();
        negotiation.refused();
        assertThat(negotiation.state()).isEqualTo(State.NONE);
        negotiation.localOffer();
        negotiation.answered();
        negotiation.localOffer();
        negotiation.refused();
        assertThat(negotiation.state()).isEqualTo(State.STABLE);
    }

    @Test
    void descriptionInAResponseIsAnswerOrOffer() {
        assertThat(negotiation.remoteDescription()).isEqualTo(OfferVerdict.ACCEPTED);
        assertThat(negotiation.state()).isEqualTo(State.REMOTE_OFFER);
        negotiation.answered();
        negotiation.localOffer();
        negotiation.remoteDescription();
        assertThat(negotiation.state()).isEqualTo(State.STABLE);
    }

    @Test
    void repeatedAnswerChangesNothing() {
        negotiation.localOffer();
        negotiation.answered();
        negotiation.answered();
        assertThat(negotiation.state()).isEqualTo(State.STABLE);
    }
}
