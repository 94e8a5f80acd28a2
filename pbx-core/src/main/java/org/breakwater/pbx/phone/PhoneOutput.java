package org.breakwater.pbx.phone;

/** Where the phone tells what happens. Called on the signalling worker. */
interface PhoneOutput {

    /** Something happened. */
    void event(PhoneEvent event);

    /** Nothing more will happen. */
    void summary(PhoneSummary summary);
}
