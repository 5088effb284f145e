package org.lakehousereplay.html.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportMutation.Mutant;
import org.lakehousereplay.html.run.ReportMutation.Rows;
import org.lakehousereplay.html.run.ReportMutation.Suggestion;
import org.lakehousereplay.html.text.Shown;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * A change of the SQL that somebody has to look at.
 *
 * @param id its id on the page
 * @param line where it stands, if it is known
 * @param operator how the SQL was changed
 * @param words what it does to the metric
 * @param before the changed part as it was; may be empty
 * @param after what stood in its place; may be empty
 * @param place where it is
 * @param tried on which fixtures, and on how many generated inputs
 * @param suggestion rows that would notice it
 */
public record MutantItem(
        String id,
        Optional<Integer> line,
        String operator,
        String words,
        String before,
        String after,
        String place,
        String tried,
        Optional<SuggestionItem> suggestion) {

    /** Rows that would notice it: the inputs, and what the metric makes of them both ways. */
    public record SuggestionItem(String metric, List<RowsItem> tables) {}

    /**
     * Rows of a table.
     *
     * @param title what they are
     * @param withheld whether some of it may not be shown
     */
    public record RowsItem(String title, List<String> columns, List<List<String>> rows, boolean withheld) {}

    static MutantItem of(String id, Mutant mutant, EvidencePolicy policy, Texts texts) {
        String operator = texts.find("operator." + mutant.operator()).orElse(VisibleText.ofName(mutant.operator()));
        String words = VisibleText.ofSentence(mutant.words());
        return new MutantItem(
                id,
                mutant.line(),
                operator,
                words.isEmpty() ? operator : words,
                VisibleText.ofSentence(mutant.before()),
                VisibleText.ofSentence(mutant.after()),
                Shown.place(Optional.of(mutant.file()), mutant.line(), mutant.column()),
                tried(mutant, texts),
                mutant.suggestion().map(suggestion -> suggestion(suggestion, policy, texts)));
    }

    private static String tried(Mutant mutant, Texts texts) {
        String fixtures = mutant.fixtures().stream()
                .map(VisibleText::ofName)
                .collect(Collectors.joining(texts.get("list.comma")));
        if (fixtures.isEmpty() && mutant.generated() == 0) {
            return "";
        }
        return mutant.generated() == 0
                ? texts.get("mutation.tried", fixtures)
                : texts.get("mutation.tried-generated", fixtures, mutant.generated());
    }

    private static SuggestionItem suggestion(Suggestion suggestion, EvidencePolicy policy, Texts texts) {
        List<RowsItem> tables = new ArrayList<>();
        for (Rows input : suggestion.inputs()) {
            tables.add(input(input, policy, texts));
        }
        String metric = VisibleText.ofName(suggestion.metric());
        tables.add(output(suggestion.original(), texts.get("mutation.original", metric)));
        tables.add(output(suggestion.changed(), texts.get("mutation.changed", metric)));
        return new SuggestionItem(metric, List.copyOf(tables));
    }

    /** Such rows may be those of a fixture, so they are raw rows like others. */
    private static RowsItem input(Rows input, EvidencePolicy policy, Texts texts) {
        List<String> shown = policy.shownColumns(input.table(), input.columns());
        return new RowsItem(
                texts.get("mutation.input", VisibleText.ofName(input.table())),
                shown.stream().map(VisibleText::ofColumn).toList(),
                shown.isEmpty()
                        ? List.of()
                        : input.rows().stream()
                                .limit(policy.rowLimit())
                                .map(row -> shown.stream()
                                        .map(column -> policy.shown(
                                                input.table(),
                                                column,
                                                value(row, input.columns().indexOf(column))))
                                        .toList())
                                .toList(),
                shown.size() < input.columns().size()
                        || policy.rowLimit() < input.rows().size());
    }

    private static String value(List<String> row, int column) {
        return column < row.size() ? row.get(column) : null;
    }

    private static RowsItem output(Rows rows, String title) {
        return new RowsItem(
                title,
                rows.columns().stream().map(VisibleText::ofColumn).toList(),
                rows.rows().stream()
                        .map(row -> row.stream().map(Shown::value).toList())
                        .toList(),
                false);
    }
}
