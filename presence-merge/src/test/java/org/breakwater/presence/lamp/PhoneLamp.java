package org.breakwater.presence.lamp;

import java.util.Map;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogState;

/** What a phone does with documents by RFC 4235 §3.10. */
public final class PhoneLamp {

    private PhoneLamp() {}

    /** Takes a document into what the phone knows, by id. */
    public static void apply(DialogInfo document, Map<String, DialogElement> phone) {
        if (document.full()) {
            phone.clear();
        }
        for (DialogElement dialog : document.dialogs()) {
            phone.remove(dialog.id());
            if (dialog.state() != DialogState.TERMINATED) {
                phone.put(dialog.id(), dialog);
            }
        }
    }
}
