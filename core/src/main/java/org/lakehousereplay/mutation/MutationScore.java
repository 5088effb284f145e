package org.lakehousereplay.mutation;

import java.util.Collection;

/**
 * How many mutants were noticed. Public API.
 *
 * @param killed noticed
 * @param survived not noticed
 * @param equivalent probably equivalent; not part of the score
 * @param notRun not tried; not part of the score
 */
public record MutationScore(int killed, int survived, int equivalent, int notRun) {

    /** The score of some mutants. */
    public static MutationScore of(Collection<MutantOutcome> outcomes) {
        return new MutationScore(
                count(outcomes, MutantStatus.KILLED),
                count(outcomes, MutantStatus.SURVIVED),
                count(outcomes, MutantStatus.PROBABLY_EQUIVALENT),
                count(outcomes, MutantStatus.NOT_RUN));
    }

    private static int count(Collection<MutantOutcome> outcomes, MutantStatus status) {
        return Math.toIntExact(
                outcomes.stream().filter(outcome -> outcome.status() == status).count());
    }

    /** The share of killed mutants in percent, rounded down, so that 100 means all; 100 when there are none. */
    public int percent() {
        int judged = killed + survived;
        return judged == 0 ? 100 : Math.toIntExact(100L * killed / judged);
    }
}
