package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * The loopback UDP ports of one run.
 *
 * @param server where the engine listens
 * @param uac where requests are sent from
 * @param uas where forwarded requests are expected
 */
public record Ports(int server, int uac, int uas) {

    /** All harness ports lie in this range, so that text containing them can be normalised. */
    private static final int FIRST = 22000;

    /** Ports for the n-th parallel runner and the m-th engine; none overlaps with another. */
    public static Ports of(int slot, int engine) {
        int base = FIRST + slot * 20 + engine * 10;
        return new Ports(base, base + 1, base + 2);
    }

    /** Replaces {@code {SERVER}}, {@code {UAC}} and {@code {UAS}} by host and port. */
    public String fill(String text) {
        return text.replace("{SERVER}", "127.0.0.1:" + server)
                .replace("{UAC}", "127.0.0.1:" + uac)
                .replace("{UAS}", "127.0.0.1:" + uas);
    }

    /** Replaces the port numbers by their roles, so that two runs on different ports compare equal. */
    public String mask(String text) {
        return text.replace(Integer.toString(server), "SERVER")
                .replace(Integer.toString(uac), "UAC")
                .replace(Integer.toString(uas), "UAS");
    }

    /** The defines every script gets beside its own: its folder as a string and the ports as numbers. */
    public List<String> defines(ParityCase script) {
        List<String> all = new ArrayList<>();
        all.add("CASEDIR=\"" + script.file().getParent() + "/\"");
        all.add("SERVERPORT=" + server);
        all.add("UACPORT=" + uac);
        all.add("UASPORT=" + uas);
        all.addAll(script.defines());
        return all;
    }
}
