package org.breakwater.registrar.location;

/** What makes two bindings of an address of record one and the same; as the registrar's matching of contacts. */
public enum BindingIdentity {
    /** The Contact URI. */
    CONTACT {
        @Override
        String otherwise(Binding b) {
            return "c:" + b.contact();
        }
    },
    /** Contact URI and Call-ID. */
    CONTACT_AND_CALL_ID {
        @Override
        String otherwise(Binding b) {
            return "c:" + b.contact() + ' ' + b.registration().callId();
        }
    },
    /** Contact URI and Path. */
    CONTACT_AND_PATH {
        @Override
        String otherwise(Binding b) {
            return "c:" + b.contact() + ' ' + b.route().path();
        }
    };

    /** The identity as a text: instance and reg-id of a phone that has both (RFC 5626 §6), else by the contact. */
    public String of(Binding b) {
        Binding.Device device = b.device();
        boolean outbound = device.instance() != null && device.regId() > 0;
        return outbound ? "i:" + device.regId() + ' ' + device.instance() : otherwise(b);
    }

    abstract String otherwise(Binding b);
}
