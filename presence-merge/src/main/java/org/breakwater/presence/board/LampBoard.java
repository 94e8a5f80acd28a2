package org.breakwater.presence.board;

/**
 * Where lamps are posted. Any thread; does not block. A post stays until it is replaced or cleared; posts do not survive the
 * server, so whoever posts does it anew after a start.
 */
public interface LampBoard {

    /**
     * Shows a lamp.
     *
     * @param entity what is watched, in the one spelling it has: {@code sip:…}
     * @param poster what shows it: {@code switch}, {@code parking}. Posts of several posters about one entity stand beside one
     *     another; the most important one lights the lamp
     * @param lamp replaces what the poster showed before
     * @return false when as many are shown as may be: this one is not
     */
    boolean post(String entity, String poster, PostedLamp lamp);

    /** Shows nothing any more. */
    void clear(String entity, String poster);
}
