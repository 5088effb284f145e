package org.lakehousereplay.html.change;

import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportComparison.DifferingCell;
import org.lakehousereplay.html.run.ReportComparison.ExplainedCell;
import org.lakehousereplay.html.run.ReportComparison.FixtureExplanation;
import org.lakehousereplay.html.run.ReportComparison.InputRow;
import org.lakehousereplay.html.run.ReportComparison.Part;
import org.lakehousereplay.html.text.Shown;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * Where the differences on a fixture come from.
 *
 * @param fixture the fixture
 * @param cells the cells that were explained
 * @param rest what was not, a sentence; may be empty
 */
public record ExplanationItem(String fixture, List<CellItem> cells, String rest) {

    /**
     * A cell and the sum that makes its difference.
     *
     * @param key its row
     * @param column its column
     * @param baseline the value before
     * @param candidate the value now
     * @param delta the difference
     * @param relative its share; may be empty
     * @param parts what adds up to it
     * @param unexplained what is left over; empty for what is no number
     */
    public record CellItem(
            String key,
            String column,
            String baseline,
            String candidate,
            String delta,
            String relative,
            List<PartItem> parts,
            String unexplained) {}

    /**
     * Rows that an edit makes count in another way.
     *
     * @param amount how much of the difference they make; may be empty
     * @param text which rows, and what became of them
     * @param edit the edit; may be empty
     * @param place where it is; may be empty
     * @param href leads to that place on the page; may be empty
     * @param source their source
     * @param columns those of their columns that may be shown
     * @param rows the first of them
     * @param more how many are not shown
     */
    public record PartItem(
            String amount,
            String text,
            String edit,
            String place,
            String href,
            String source,
            List<String> columns,
            List<RowItem> rows,
            long more) {}

    /** A raw row: its number and the values that may be shown. */
    public record RowItem(long number, List<String> values) {}

    static ExplanationItem of(FixtureExplanation explanation, EvidencePolicy policy, SqlPlaces places, Texts texts) {
        String rest = explanation.left() == 0
                ? ""
                : texts.get("explanation.left", explanation.left(), VisibleText.ofSentence(explanation.stopped()));
        return new ExplanationItem(
                VisibleText.ofName(explanation.fixture()),
                explanation.cells().stream()
                        .map(cell -> cell(cell, policy, places, texts))
                        .toList(),
                rest);
    }

    private static CellItem cell(ExplainedCell explained, EvidencePolicy policy, SqlPlaces places, Texts texts) {
        DifferingCell cell = explained.cell();
        return new CellItem(
                Shown.key(cell.key()),
                VisibleText.ofColumn(cell.column()),
                Shown.value(cell.baseline()),
                Shown.value(cell.candidate()),
                cell.delta().map(Shown::signed).orElse(""),
                cell.relative().map(Shown::percent).orElse(""),
                explained.parts().stream()
                        .map(part -> part(part, policy, places, texts))
                        .toList(),
                explained.unexplained().map(Shown::value).orElse(""));
    }

    private static PartItem part(Part part, EvidencePolicy policy, SqlPlaces places, Texts texts) {
        List<String> columns = part.first().isEmpty()
                ? List.of()
                : policy.shownColumns(
                        part.source(), List.copyOf(part.first().get(0).values().keySet()));
        List<RowItem> rows = new ArrayList<>();
        if (!columns.isEmpty()) {
            part.first().stream().limit(policy.rowLimit()).forEach(row -> rows.add(row(part, row, columns, policy)));
        }
        return new PartItem(
                part.amount().map(Shown::signed).orElse(""),
                texts.get("explanation." + part.role(), part.rows(), VisibleText.ofName(part.source())),
                VisibleText.ofSentence(part.edit()),
                Shown.place(part.file(), part.line(), part.column()),
                part.file()
                        .flatMap(file -> places.href(VisibleText.ofName(file), part.line()))
                        .orElse(""),
                VisibleText.ofName(part.source()),
                columns.stream().map(VisibleText::ofColumn).toList(),
                List.copyOf(rows),
                part.rows() - rows.size());
    }

    private static RowItem row(Part part, InputRow row, List<String> columns, EvidencePolicy policy) {
        return new RowItem(
                row.number(),
                columns.stream()
                        .map(column ->
                                policy.shown(part.source(), column, row.values().get(column)))
                        .toList());
    }
}
