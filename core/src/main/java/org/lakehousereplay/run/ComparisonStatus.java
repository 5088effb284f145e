package org.lakehousereplay.run;

/** How the comparison of a metric, of a baseline or of a run came out; later constants are worse. Public API. */
public enum ComparisonStatus {
    /** No difference. */
    IDENTICAL,
    /** Only changes of a level that does not break the build. */
    TOLERATED,
    /** Every change that would break the build has been declared. */
    DECLARED,
    /** The changes file has an entry that is stale, expired, too broad or unfinished. */
    STALE,
    /** The baseline cannot be replayed on a fixture, and nobody has declared it. */
    NOT_COMPARABLE,
    /** A change that nobody has declared. */
    UNDECLARED,
    /** There is nothing to compare: the candidate failed, or a file is broken. */
    ERROR;

    /** The worse of the two. */
    public ComparisonStatus worse(ComparisonStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
