package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;

/** A mutant that nobody noticed, in words. */
final class SurvivorText {

    private static final int NAMED_FIXTURES = 5;

    private final ShownPaths paths;
    private final Map<String, Path> suggestions;

    /**
     * @param baseDirectory the project directory
     * @param suggestions the fixtures that would notice, by pipeline and mutant, as far as they were written
     */
    SurvivorText(Path baseDirectory, Map<String, Path> suggestions) {
        this.paths = new ShownPaths(baseDirectory);
        this.suggestions = suggestions;
    }

    /** The mutant in one line. */
    String line(Mutant mutant) {
        return paths.show(mutant.location()) + " " + mutant.operator().id() + ": " + change(mutant);
    }

    private static String change(Mutant mutant) {
        String after = mutant.after().isEmpty() ? "(dropped)" : VisibleText.ofSentence(mutant.after());
        return VisibleText.ofSentence(mutant.before()) + " -> " + after;
    }

    /** The mutant, what it means, and what is known of it. */
    List<String> lines(String pipeline, MutantOutcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(line(outcome.mutant()));
        lines.add("  " + VisibleText.ofSentence(outcome.mutant().words()));
        lines.add("  " + fixtures(outcome));
        Optional<Path> written = Optional.ofNullable(
                suggestions.get(pipeline + "/" + outcome.mutant().id()));
        written.ifPresentOrElse(
                path -> lines.add("  would be noticed by " + VisibleText.ofSentence(paths.show(path))),
                () -> outcome.suggestion()
                        .ifPresent(suggestion -> lines.add("  would be noticed by "
                                + Quantity.of(
                                        suggestion.inputs().stream()
                                                .mapToLong(input -> input.rows().size())
                                                .sum(),
                                        "row")
                                + "; -Dlakehouse.suggest writes them as a fixture")));
        return lines;
    }

    private static String fixtures(MutantOutcome outcome) {
        List<String> names = outcome.fixtures();
        if (names.isEmpty()) {
            return "no fixture ran through it";
        }
        String more = names.size() > NAMED_FIXTURES ? " and " + (names.size() - NAMED_FIXTURES) + " more" : "";
        return "not noticed by "
                + names.stream()
                        .sorted()
                        .limit(NAMED_FIXTURES)
                        .map(VisibleText::ofName)
                        .collect(Collectors.joining(", "))
                + more;
    }
}
