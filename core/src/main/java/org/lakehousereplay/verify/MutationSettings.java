package org.lakehousereplay.verify;

import java.time.Duration;

/**
 * How mutants are made, tried and judged. Public API: built by front ends.
 *
 * @param thresholds what score is demanded
 * @param operators in which ways SQL is changed
 * @param limit how long it may take
 * @param suggest whether fixtures that would notice the survivors are written
 * @param updateRatchet whether the scores become those that are accepted from now on
 * @param productVersion the version of this library, since another one may make other mutants
 */
public record MutationSettings(
        ScoreThresholds thresholds,
        OperatorChoice operators,
        Duration limit,
        boolean suggest,
        boolean updateRatchet,
        String productVersion) {

    /** Five minutes. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

    /** Measures with all operators, demands nothing and writes no fixture. */
    public static MutationSettings defaults() {
        return new MutationSettings(ScoreThresholds.NONE, OperatorChoice.ALL, USUAL_LIMIT, false, false, "");
    }

    /** The same, writing fixtures that would notice the survivors. */
    public MutationSettings suggesting() {
        return new MutationSettings(thresholds, operators, limit, true, updateRatchet, productVersion);
    }
}
