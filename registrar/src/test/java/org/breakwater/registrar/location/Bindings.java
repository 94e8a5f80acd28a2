package org.breakwater.registrar.location;

/** Bindings for tests. */
public final class Bindings {

    private Bindings() {}

    /** A binding to {@code sip:RUID@192.0.2.7}. */
    public static Binding of(String ruid, int q, long expiresAt, long modifiedAt) {
        return new Binding(
                ruid,
                "sip:" + ruid + "@192.0.2.7",
                new Binding.Registration("call-" + ruid, 1, expiresAt, modifiedAt * 1000),
                new Binding.Reach("sip:192.0.2.7:5070", "<sip:edge;lr>", "tcp:192.0.2.1:5060", 0, ""),
                new Binding.Device("urn:uuid:" + ruid, 1, "Phone/1", 13),
                q,
                4);
    }
}
