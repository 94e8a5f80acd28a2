/**
 * The {@code dialog} module: follows calls from INVITE to BYE, gives them variables, flags, profiles and a time limit,
 * raises {@code dialog:start}, {@code dialog:end} and {@code dialog:failed}.
 *
 * <p>Dialogs and profiles are safe on any thread; a dialog's events run on the worker of its Call-ID, the sweep for
 * expired dialogs on a worker's timer. May call: rr (Record-Route cookie), the transaction layer as {@code Signalling}.
 */
package org.breakwater.script.module.dialog;
