package org.breakwater.pbx.phone;

import org.breakwater.media.transport.AudioReport;

/**
 * How it went.
 *
 * @param ok whether everything asked for was done
 * @param registered whether the registrar took our binding
 * @param rang whether it rang, there or here
 * @param answered whether a call was established
 * @param endedBy local, remote, failure, or null without a call
 * @param reason why it is not ok, or null
 * @param talkMillis from answer to end
 * @param audio what the audio stream did; null when no call was established
 */
record PhoneSummary(
        boolean ok,
        boolean registered,
        boolean rang,
        boolean answered,
        String endedBy,
        String reason,
        long talkMillis,
        AudioReport audio) {}
