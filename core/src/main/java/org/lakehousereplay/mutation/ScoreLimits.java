package org.lakehousereplay.mutation;

import java.util.OptionalInt;

/**
 * What share of mutants has to be noticed at least, in percent. Public API: read by renderers.
 *
 * @param threshold what the user demands, if anything
 * @param accepted what the ratchet file says was reached before, if anything
 */
public record ScoreLimits(OptionalInt threshold, OptionalInt accepted) {

    /** Nothing is demanded. */
    public static final ScoreLimits NONE = new ScoreLimits(OptionalInt.empty(), OptionalInt.empty());

    /** Whether a score is less than what the user demands. */
    public boolean belowThreshold(MutationScore score) {
        return threshold.isPresent() && score.percent() < threshold.getAsInt();
    }

    /** Whether a score is less than what was reached before. */
    public boolean belowAccepted(MutationScore score) {
        return accepted.isPresent() && score.percent() < accepted.getAsInt();
    }

    /** Whether a score is too low in one way or the other. */
    public boolean brokenBy(MutationScore score) {
        return belowThreshold(score) || belowAccepted(score);
    }

    /** Whether a score is more than what was reached before. */
    public boolean surpassedBy(MutationScore score) {
        return accepted.isPresent() && score.percent() > accepted.getAsInt();
    }
}
