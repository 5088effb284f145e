package org.lakehousereplay.mutation;

import java.util.List;
import java.util.Optional;

/**
 * What became of a mutant. Public API: read by renderers.
 *
 * @param mutant the mutant
 * @param status what became of it
 * @param kill who noticed it, if it was killed
 * @param metrics the metrics that the changed model flows into, by name
 * @param fixtures the fixtures that were run with it, by name
 * @param generated how many generated inputs were tried
 * @param suggestion rows that would notice it, if it survived and some were found
 */
public record MutantOutcome(
        Mutant mutant,
        MutantStatus status,
        Optional<Kill> kill,
        List<String> metrics,
        List<String> fixtures,
        int generated,
        Optional<SuggestedFixture> suggestion) {

    public MutantOutcome {
        metrics = List.copyOf(metrics);
        fixtures = List.copyOf(fixtures);
    }
}
