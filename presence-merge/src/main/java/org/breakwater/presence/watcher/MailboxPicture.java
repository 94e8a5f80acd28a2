package org.breakwater.presence.watcher;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.breakwater.presence.document.mwi.MessageSummary;

/**
 * A mailbox as a phone sees it: event package {@code message-summary}, always as a whole document.
 *
 * @param last what was shown, null before
 */
public record MailboxPicture(MessageSummary last) implements View<MessageSummary> {

    @Override
    public Shown<MessageSummary> full(MessageSummary truth) {
        String body = new String(truth.write(), StandardCharsets.UTF_8);
        return new Shown<>(MessageSummary.CONTENT_TYPE, body, new MailboxPicture(truth));
    }

    @Override
    public Optional<Shown<MessageSummary>> change(MessageSummary truth) {
        return truth.equals(last) ? Optional.empty() : Optional.of(full(truth));
    }
}
