package org.breakwater.pbx.phone;

/**
 * What the phone is to do.
 *
 * @param user name to register, and to authenticate, with
 * @param call number or URI to call, null for none
 * @param answer whether to wait for a call
 * @param tone whether to send a tone instead of silence
 * @param durationSeconds of a call made: hang up so long after the answer; of a call awaited: bound of everything
 * @param serverName how the user named the server, for messages
 */
record PhoneSettings(String user, String call, boolean answer, boolean tone, int durationSeconds, String serverName) {}
