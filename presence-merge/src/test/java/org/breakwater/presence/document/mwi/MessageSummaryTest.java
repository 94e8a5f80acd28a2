package org.breakwater.presence.document.mwi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.presence.document.mwi.MessageSummary.Count;
import org.breakwater.presence.document.mwi.MessageSummary.Urgent;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;

class MessageSummaryTest {

    private static MessageSummary read(String text) throws DocumentException {
        return MessageSummary.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void voiceMessagesLightTheLamp() throws DocumentException {
        MessageSummary summary = MessageSummary.voice("sip:voicemail@pbx.example.lan", 2, 8);

        assertThat(new String(summary.write(), StandardCharsets.UTF_8))
                .isEqualTo("Messages-Waiting: yes\r\nMessage-Account: sip:voicemail@pbx.example.lan\r\n"
                        + "Voice-Message: 2/8 (0/0)\r\n");
        assertThat(MessageSummary.read(summary.write())).isEqualTo(summary);
        assertThat(MessageSummary.voice("", 0, 8).waiting()).isFalse();
    }

    @Test
    void exampleOfTheRfcIsRead() throws DocumentException {
        MessageSummary summary = read("Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n"
                + "Voice-Message: 4/8 (1/2)\r\nfax-message : 1/0\n\r\nTo: <alice@atlanta.example.com>\r\n");

        assertThat(summary.counts())
                .containsExactly(
                        new Count("Voice-Message", 4, 8, new Urgent(1, 2)), new Count("fax-message", 1, 0, null));
    }

    @Test
    void lineBreaksCannotBeSmuggledIn() {
        MessageSummary summary = new MessageSummary(true, "sip:a@b\r\nX: y", List.of());

        assertThat(new String(summary.write(), StandardCharsets.UTF_8))
                .isEqualTo("Messages-Waiting: yes\r\nMessage-Account: sip:a@b  X: y\r\n");
    }

    @Test
    void accountOfNothingButControlCharactersIsNone() throws DocumentException {
        byte[] written =
                read("Messages-Waiting: yes\nMessage-Account: \u007f\n").write();

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("Messages-Waiting: yes\r\n");
        assertThat(MessageSummary.read(written).write()).isEqualTo(written);
    }

    @Test
    void summaryThatDoesNotSayWhetherMessagesWaitIsRefused() {
        assertThatThrownBy(() -> read("Voice-Message: 1/0"))
                .hasMessageContaining("begin with Messages-Waiting: yes or no");
        assertThatThrownBy(() -> MessageSummary.read(new byte[8193])).hasMessageContaining("send a shorter one");
    }
}
