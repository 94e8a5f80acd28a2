package org.breakwater.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestReplyTest {

    @ParameterizedTest
    @CsvSource({
        "404 486, 404",
        "486 407, 407",
        "407 401, 401",
        "500 302, 302",
        "503 408, 408",
        "404 603, 603",
        "604 600, 600",
        "404 484, 484",
        "403 415 420, 415"
    })
    void bestIsChosenAsRfc3261Says(String statuses, int best) {
        List<RelayedReply> replies = Arrays.stream(statuses.split(" "))
                .map(s -> RelayedReply.local(Integer.parseInt(s), ""))
                .toList();
        assertThat(replies.get(BestReply.choose(replies)).status()).isEqualTo(best);
    }

    @Test
    void branchWithoutReplyDoesNotCount() {
        assertThat(BestReply.choose(Arrays.asList(null, RelayedReply.local(486, ""))))
                .isEqualTo(1);
        assertThat(BestReply.choose(List.of())).isEqualTo(-1);
    }
}
