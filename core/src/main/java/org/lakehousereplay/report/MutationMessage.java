package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.ScoreLimits;

/**
 * How many mutants of a metric the fixtures notice, and which they do not.
 *
 * @param headline the score in one line
 * @param lines the score and the survivors
 */
record MutationMessage(String headline, List<String> lines) implements Message {

    MutationMessage {
        lines = List.copyOf(lines);
    }

    static MutationMessage of(Path baseDirectory, PipelineMutation mutation, String metric, MutationScore score) {
        String headline = VisibleText.ofName(metric) + ": " + sentence(score, mutation.limits(metric));
        List<String> body = new ArrayList<>(List.of(headline));
        SurvivorText text = new SurvivorText(baseDirectory, Map.of());
        for (MutantOutcome outcome : mutation.outcomes()) {
            if (outcome.status() == MutantStatus.SURVIVED && outcome.metrics().contains(metric)) {
                body.addAll(text.lines(mutation.pipeline(), outcome));
            }
        }
        return new MutationMessage(headline, Message.capped(body, List.of()));
    }

    /** The score, and what is demanded where it is too low. */
    static String sentence(MutationScore score, ScoreLimits limits) {
        int judged = score.killed() + score.survived();
        String found = judged == 0
                ? "no mutant was judged"
                : score.percent() + " %, " + score.killed() + " of " + Quantity.of(judged, "mutant") + " noticed";
        List<String> demanded = new ArrayList<>();
        if (limits.belowThreshold(score)) {
            demanded.add(limits.threshold().getAsInt() + " % demanded");
        }
        if (limits.belowAccepted(score)) {
            demanded.add(limits.accepted().getAsInt() + " % reached before");
        }
        return found + (demanded.isEmpty() ? "" : "; " + String.join(", ", demanded));
    }
}
