package org.lakehousereplay.reduce;

/** How much may be spent on a reduction. For whoever starts one. */
@FunctionalInterface
public interface Budget {

    /**
     * Whether one more trial may be made.
     *
     * @param trials how many were made
     */
    boolean allows(long trials);

    /** At most so many trials. */
    static Budget ofTrials(long most) {
        return trials -> trials < most;
    }

    /** Both limits: the one that is reached first ends the reduction. */
    default Budget and(Budget other) {
        return trials -> allows(trials) && other.allows(trials);
    }
}
