package org.lakehousereplay.run;

/** How a metric on a fixture, a fixture or a run came out; later constants are worse. Public API. */
public enum Status {
    /** The fixture has no expectation for the metric: it ran and nothing was asserted. */
    NOT_ASSERTED,
    /** The output is as expected. */
    PASSED,
    /** The output is not as expected, or breaks what the header of the metric declares. */
    FAILED,
    /** There is no output to compare: a file is broken, a query failed. */
    ERROR;

    /** The worse of the two. */
    public Status worse(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
