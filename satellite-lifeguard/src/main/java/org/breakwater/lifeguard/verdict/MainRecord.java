package org.breakwater.lifeguard.verdict;

/** What is remembered of one main server. */
final class MainRecord {

    private final String name;
    private int answers;
    private int misses;
    private String lastFailure = "not asked yet";

    MainRecord(String name) {
        this.name = name;
    }

    void answered() {
        answers++;
        misses = 0;
    }

    void failed(String why) {
        misses++;
        answers = 0;
        lastFailure = why;
    }

    String name() {
        return name;
    }

    int answersInRow() {
        return answers;
    }

    int missesInRow() {
        return misses;
    }

    @Override
    public String toString() {
        return answers > 0 ? name + " answers" : name + ": " + misses + " missed, " + lastFailure;
    }
}
