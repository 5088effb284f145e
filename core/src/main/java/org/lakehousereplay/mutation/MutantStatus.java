package org.lakehousereplay.mutation;

/** What became of a mutant. Public API. */
public enum MutantStatus {
    /** Some fixture noticed. */
    KILLED,
    /** No fixture noticed, and there are rows on which it makes a difference. */
    SURVIVED,
    /** It made no difference on any fixture, nor on any of the generated inputs that were tried. */
    PROBABLY_EQUIVALENT,
    /** The time was over before it was tried. */
    NOT_RUN
}
