package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.Kill;

/**
 * What came of a mutant on the fixtures.
 *
 * @param end how it ended
 * @param kill who noticed it, if it was killed
 * @param differing the fixtures on which a metric came out otherwise and nobody noticed
 * @param fixtures the names of the fixtures that it was run on
 */
record MutantTrial(End end, Optional<Kill> kill, List<FixtureState> differing, List<String> fixtures) {

    /** How it ended. */
    enum End {
        /** Somebody noticed. */
        KILLED,
        /** Nobody noticed. */
        ALIVE,
        /** It is no query that anybody could have written: it does not bind, or the metric has lost a column. */
        INVALID,
        /** The time was over. */
        NOT_RUN
    }

    MutantTrial {
        differing = List.copyOf(differing);
        fixtures = List.copyOf(fixtures);
    }

    static MutantTrial notRun() {
        return new MutantTrial(End.NOT_RUN, Optional.empty(), List.of(), List.of());
    }

    static MutantTrial invalid() {
        return new MutantTrial(End.INVALID, Optional.empty(), List.of(), List.of());
    }

    static MutantTrial killed(Kill kill, List<String> fixtures) {
        return new MutantTrial(End.KILLED, Optional.of(kill), List.of(), fixtures);
    }

    static MutantTrial alive(List<FixtureState> differing, List<String> fixtures) {
        return new MutantTrial(End.ALIVE, Optional.empty(), differing, fixtures);
    }
}
