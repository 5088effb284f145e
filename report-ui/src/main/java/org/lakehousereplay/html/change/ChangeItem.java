package org.lakehousereplay.html.change;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.run.ReportComparison.Change;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.html.run.ReportComparison.Difference;
import org.lakehousereplay.html.run.ReportComparison.DifferingColumn;
import org.lakehousereplay.html.run.ReportComparison.Entry;
import org.lakehousereplay.html.text.Shown;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * A change of a metric.
 *
 * @param standing whether somebody decided it
 * @param undeclared whether it has to be
 * @param kind what sort of change it is, in words
 * @param code the name of that sort, as users write it
 * @param level how serious it is
 * @param detail what was edited; may be empty
 * @param columns the columns that it concerns
 * @param fixtures where it shows
 * @param rows what it does to the rows, a sentence for each fixture
 * @param largest the largest difference of each column of numbers
 * @param entries the decisions that cover it
 * @param uncovered what no decision covers
 * @param yaml the entry to write; empty where none is wanted
 * @param command the command that writes it
 */
public record ChangeItem(
        Badge standing,
        boolean undeclared,
        String kind,
        String code,
        String level,
        String detail,
        String columns,
        String fixtures,
        List<String> rows,
        List<LargestDifference> largest,
        List<Decision> entries,
        List<String> uncovered,
        Optional<String> yaml,
        String command) {

    /**
     * The difference of a column that is farthest from zero.
     *
     * @param column the column
     * @param cells how many cells differ
     * @param delta candidate minus baseline
     * @param relative its share; may be empty
     * @param key where; may be empty
     * @param fixture on which fixture
     */
    public record LargestDifference(
            String column, long cells, String delta, String relative, String key, String fixture) {}

    /**
     * An entry of the changes file.
     *
     * @param reason why; may be empty
     * @param decided by whom and when; may be empty
     * @param expires the last day on which it holds; may be empty
     * @param place where it is written
     */
    public record Decision(String reason, String decided, String expires, String place) {}

    static ChangeItem of(String baseline, boolean gate, ComparedMetric metric, Change change, Texts texts) {
        boolean undeclared = gate && change.standing().equals("UNDECLARED");
        return new ChangeItem(
                Badge.ofStanding(change.standing(), texts),
                undeclared,
                texts.find("kind." + change.kind()).orElse(VisibleText.ofName(change.kind())),
                VisibleText.ofName(change.kind()),
                VisibleText.ofName(change.level()),
                VisibleText.ofSentence(change.detail()),
                names(change.columns()),
                change.fixtures().isEmpty() ? "" : fixtures(metric, change, texts),
                change.observed().stream()
                        .map(difference -> rows(difference, texts))
                        .toList(),
                change.observed().stream()
                        .flatMap(difference -> difference.columns().stream()
                                .flatMap(column -> largest(difference.fixture(), column).stream()))
                        .toList(),
                change.entries().stream().map(entry -> decision(entry, texts)).toList(),
                change.uncovered().stream().map(VisibleText::ofSentence).toList(),
                undeclared ? Optional.of(EntryYaml.of(baseline, metric, change)) : Optional.empty(),
                DeclareCommand.of(baseline));
    }

    /** Fixtures that cannot be compared are not among those that were. */
    private static String fixtures(ComparedMetric metric, Change change, Texts texts) {
        String names = names(change.fixtures());
        return change.fixtures().size() <= metric.fixtures()
                ? texts.get("change.fixtures", names, change.fixtures().size(), metric.fixtures())
                : texts.get("change.fixtures-alone", names, change.fixtures().size());
    }

    private static String names(List<String> names) {
        return names.stream().map(VisibleText::ofName).collect(Collectors.joining(", "));
    }

    private static String rows(Difference difference, Texts texts) {
        return VisibleText.ofName(difference.fixture()) + ": "
                + texts.get(
                        "change.rows",
                        difference.changedRows(),
                        difference.changedCells(),
                        difference.removed(),
                        difference.added(),
                        difference.baselineRows(),
                        difference.candidateRows())
                + (difference.reordered() ? texts.get("change.reordered") : "");
    }

    /** All that is told of it is of one cell. */
    static Optional<LargestDifference> largest(String fixture, DifferingColumn column) {
        return column.farthest().flatMap(cell -> cell.delta()
                .map(delta -> new LargestDifference(
                        VisibleText.ofColumn(column.column()),
                        column.cells(),
                        Shown.signed(delta),
                        cell.relative().map(Shown::percent).orElse(""),
                        Shown.key(cell.key()),
                        VisibleText.ofName(fixture))));
    }

    private static Decision decision(Entry entry, Texts texts) {
        String by = entry.decidedBy()
                .filter(name -> !name.isBlank())
                .map(VisibleText::ofName)
                .orElse("");
        String on = entry.decidedOn().map(VisibleText::ofName).orElse("");
        return new Decision(
                VisibleText.ofSentence(entry.reason()),
                by + (by.isEmpty() || on.isEmpty() ? "" : texts.get("list.comma")) + on,
                entry.expires().map(VisibleText::ofName).orElse(""),
                Shown.place(Optional.of(entry.file()), entry.line(), entry.column()));
    }

    /** The farthest first, for a table of a few. */
    public Optional<LargestDifference> farthest() {
        return largest.stream()
                .min(Comparator.comparing(
                        (LargestDifference difference) -> difference.relative().isEmpty()));
    }
}
