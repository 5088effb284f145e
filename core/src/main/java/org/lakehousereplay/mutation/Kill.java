package org.lakehousereplay.mutation;

/**
 * Who noticed a mutant first. Public API: read by renderers.
 *
 * @param by by what
 * @param fixture the name of the fixture
 * @param metric the metric that went wrong
 */
public record Kill(By by, String fixture, String metric) {

    /** By what a mutant is noticed. */
    public enum By {
        /** An expected file. */
        EXPECTATION,
        /** A check of the metric. */
        CHECK,
        /** A law of the metric or the fixture. */
        LAW,
        /** The query fails. */
        ERROR,
        /** The query takes too long. */
        TIMEOUT
    }
}
