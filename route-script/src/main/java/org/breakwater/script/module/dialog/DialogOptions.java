package org.breakwater.script.module.dialog;

/**
 * What the script wants when time is up.
 *
 * @param timeoutBye whether both parties get a BYE
 * @param timeoutRoute name of the route to run, or null
 * @param keepsTimeout whether requests within the dialog leave the time limit as it is
 */
record DialogOptions(boolean timeoutBye, String timeoutRoute, boolean keepsTimeout) {

    DialogOptions withTimeoutBye(boolean on) {
        return new DialogOptions(on, timeoutRoute, keepsTimeout);
    }

    DialogOptions withTimeoutRoute(String name) {
        return new DialogOptions(timeoutBye, name, keepsTimeout);
    }

    DialogOptions withKeepsTimeout(boolean on) {
        return new DialogOptions(timeoutBye, timeoutRoute, on);
    }
}
