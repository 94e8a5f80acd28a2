package org.breakwater.pbx.presence;

import org.breakwater.script.module.xmpp.XmppPort;

/** A gateway to another network. */
public interface Outside {

    /** None. */
    Outside NONE = new Outside() {
        @Override
        public XmppPort port() {
            return XmppPort.NONE;
        }

        @Override
        public void changed(String entity) {
            // nobody outside watches
        }
    };

    /** The gateway as scripts see it. */
    XmppPort port();

    /** Something about a person changed; told on the loop of presence, must be quick. */
    void changed(String entity);
}
