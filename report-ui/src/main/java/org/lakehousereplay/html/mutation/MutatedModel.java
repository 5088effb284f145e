package org.lakehousereplay.html.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.html.definition.SqlText;
import org.lakehousereplay.html.part.MetricSlug;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportMutation;
import org.lakehousereplay.html.run.ReportMutation.Mutant;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * The SQL of a model with marks in the margin.
 *
 * @param name its name
 * @param id the id of its SQL on the page
 * @param tally how many changes were noticed
 * @param lines its SQL; empty when it is not known
 * @param survivors the changes that nobody noticed
 * @param equivalents those that made no difference
 * @param untried those that were not tried
 * @param coverage what the fixtures reach
 */
public record MutatedModel(
        String name,
        String id,
        String tally,
        List<SqlLine> lines,
        List<MutantItem> survivors,
        List<MutantItem> equivalents,
        List<MutantItem> untried,
        List<CoverageItem> coverage) {

    /**
     * A line of SQL.
     *
     * @param mutants what became of the changes of this line
     * @param reached how much the fixtures reach of what it decides
     * @param survivors the changes of this line that nobody noticed
     * @param missing what never came of what it decides
     */
    public record SqlLine(
            int number,
            String id,
            String text,
            List<Mark> mutants,
            Optional<Mark> reached,
            List<MutantItem> survivors,
            List<CoverageItem> missing) {}

    static Optional<MutatedModel> of(
            ReportMutation mutation, ModelText model, String slug, EvidencePolicy policy, Texts texts) {
        List<Mutant> mutants = mutation.mutants().stream()
                .filter(mutant -> mutant.model().equals(model.name()))
                .toList();
        List<CoverageItem> coverage = mutation.coverage().stream()
                .filter(point -> point.model().equals(model.name()))
                .map(point -> CoverageItem.of(point, texts))
                .toList();
        if (mutants.isEmpty() && coverage.isEmpty()) {
            return Optional.empty();
        }
        String id = "mutants." + slug + "." + MetricSlug.of(model.name());
        Map<String, List<MutantItem>> items = items(mutants, id, policy, texts);
        List<MutantItem> survivors = items.getOrDefault("SURVIVED", List.of());
        return Optional.of(new MutatedModel(
                VisibleText.ofName(model.name()),
                id,
                texts.get("mutation.tally", count(mutants, "KILLED"), survivors.size() + count(mutants, "KILLED")),
                lines(model.sql().orElse(""), id, mutants, survivors, coverage, texts),
                survivors,
                items.getOrDefault("PROBABLY_EQUIVALENT", List.of()),
                items.getOrDefault("NOT_RUN", List.of()),
                coverage));
    }

    private static long count(List<Mutant> mutants, String status) {
        return mutants.stream().filter(mutant -> mutant.status().equals(status)).count();
    }

    /** Those that somebody noticed need no looking at. */
    private static Map<String, List<MutantItem>> items(
            List<Mutant> mutants, String id, EvidencePolicy policy, Texts texts) {
        return mutants.stream()
                .filter(mutant -> !mutant.status().equals("KILLED"))
                .collect(Collectors.groupingBy(
                        Mutant::status,
                        Collectors.mapping(
                                mutant -> MutantItem.of(id + ".M" + mutants.indexOf(mutant), mutant, policy, texts),
                                Collectors.toList())));
    }

    private static List<SqlLine> lines(
            String sql,
            String id,
            List<Mutant> mutants,
            List<MutantItem> survivors,
            List<CoverageItem> coverage,
            Texts texts) {
        List<SqlLine> lines = new ArrayList<>();
        for (String line : SqlText.lines(sql)) {
            int number = lines.size() + 1;
            Optional<Integer> here = Optional.of(number);
            List<CoverageItem> points =
                    coverage.stream().filter(point -> point.line().equals(here)).toList();
            lines.add(new SqlLine(
                    number,
                    id + ".L" + number,
                    SqlText.shown(line),
                    marks(
                            mutants.stream()
                                    .filter(mutant -> mutant.line().equals(here))
                                    .toList(),
                            texts),
                    points.isEmpty()
                            ? Optional.empty()
                            : Optional.of(CoverageItem.Extent.of(points.stream()
                                            .map(CoverageItem::extent)
                                            .toList())
                                    .mark(texts)),
                    survivors.stream().filter(item -> item.line().equals(here)).toList(),
                    points.stream().filter(point -> !point.missing().isEmpty()).toList()));
        }
        return List.copyOf(lines);
    }

    private static List<Mark> marks(List<Mutant> mutants, Texts texts) {
        return Stream.of("SURVIVED", "KILLED", "PROBABLY_EQUIVALENT", "NOT_RUN")
                .filter(status -> count(mutants, status) > 0)
                .map(status ->
                        new Mark(state(status), glyph(status), texts.get("mutant." + status, count(mutants, status))))
                .toList();
    }

    private static String state(String status) {
        return switch (status) {
            case "SURVIVED" -> "failed";
            case "KILLED" -> "passed";
            default -> "not-run";
        };
    }

    private static String glyph(String status) {
        return switch (status) {
            case "SURVIVED" -> "✗";
            case "KILLED" -> "✓";
            case "PROBABLY_EQUIVALENT" -> "≈";
            default -> "–";
        };
    }
}
