package org.lakehousereplay.engine.duckdb;

/** What became of a raw row on its way to a window. */
enum Fate {
    /** The output of the window is another one without it. */
    COUNTED("counted"),
    /** A condition kept it out. */
    EXCLUDED("excluded"),
    /** A condition on when it happened and when it became known kept it out. */
    LATE("late"),
    /** Another row stands for it. */
    DUPLICATE("duplicate"),
    /** It changes nothing, and no single condition is to blame. */
    NO_EFFECT("no effect");

    private final String text;

    Fate(String text) {
        this.text = text;
    }

    /** The word in the store. */
    String text() {
        return text;
    }
}
