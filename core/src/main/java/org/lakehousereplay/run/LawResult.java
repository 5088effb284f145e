package org.lakehousereplay.run;

/**
 * What came of a law that is declared for a metric. Public API: read by renderers.
 *
 * @param law the law, as it is declared
 * @param outcome how it came out
 * @param trials how many further replays it was tested by
 * @param note why it says nothing, or how it was broken; empty when there is nothing to tell
 */
public record LawResult(String law, Outcome outcome, int trials, String note) {

    /** How a law came out. */
    public enum Outcome {
        /** Every further replay gave the same output. */
        HELD,
        /** A replay gave another output. */
        BROKEN,
        /** The fixture has too little data for it to say anything. */
        VACUOUS,
        /** It could not be tested. */
        NOT_TESTED
    }
}
