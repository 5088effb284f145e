package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.LawWitness;

/**
 * A law that the output does not keep: what was done, what came out then, and the smallest input that shows it.
 *
 * @param finding the finding
 * @param paths how places are shown
 */
record LawBrokenMessage(Finding.LawBroken finding, ShownPaths paths) implements FindingMessage {

    @Override
    public String phrase() {
        String how = finding.failure().isPresent()
                ? "the query fails"
                : Quantity.of(finding.total(), "row") + (finding.total() == 1 ? " differs" : " differ");
        return "law " + law() + " broken (" + how + ")";
    }

    private String law() {
        return "`" + VisibleText.ofName(finding.law()) + "`";
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  law " + law() + " is broken: " + VisibleText.ofSentence(finding.trial()));
        finding.failure()
                .ifPresent(failure -> lines.add("  and then the query failed: " + VisibleText.ofProblem(failure)));
        lines.addAll(differences(finding.difference()));
        finding.smallest().ifPresent(witness -> lines.addAll(witness(witness)));
        return lines;
    }

    private List<String> differences(LawDifference difference) {
        List<String> lines = new ArrayList<>();
        if (!difference.changed().isEmpty()) {
            lines.add("  rows that are not the same:");
            TextTable table = changedCells(difference.changed());
            table.lines().forEach(line -> lines.add("  " + line));
            long shown = difference.changed().stream()
                    .limit(SHOWN_ROWS)
                    .map(CellDifference::key)
                    .distinct()
                    .count();
            FindingMessage.addMore(lines, difference.changedRows(), shown);
        }
        if (!difference.gone().isEmpty()) {
            lines.addAll(FindingMessage.section(
                    "rows that only " + outputOf(finding.before()) + " has:",
                    FindingMessage.table(difference.gone()),
                    difference.goneRows()));
        }
        if (!difference.added().isEmpty()) {
            lines.addAll(FindingMessage.section(
                    "rows that only " + outputOf(finding.after()) + " has:",
                    FindingMessage.table(difference.added()),
                    difference.addedRows()));
        }
        if (!difference.moved().isEmpty()) {
            lines.addAll(
                    FindingMessage.section("rows in another place:", moved(difference.moved()), difference.rows()));
        }
        return lines;
    }

    private static String outputOf(String side) {
        return "the output \"" + VisibleText.ofSentence(side) + "\"";
    }

    private TextTable changedCells(List<CellDifference> cells) {
        List<CellDifference> shown = cells.stream().limit(SHOWN_ROWS).toList();
        List<String> headers =
                new ArrayList<>(FindingMessage.columns(shown.get(0).key()));
        int keyWidth = headers.size();
        headers.addAll(List.of(
                "column", VisibleText.ofSentence(finding.before()), VisibleText.ofSentence(finding.after()), "delta"));
        List<List<String>> rows = new ArrayList<>();
        for (CellDifference cell : shown) {
            List<String> row = new ArrayList<>(FindingMessage.padded(FindingMessage.values(cell.key()), keyWidth));
            VisibleText.Pair pair = VisibleText.ofDifferentValues(cell.expected(), cell.actual());
            row.add(VisibleText.ofColumn(cell.column()));
            row.add(pair.expected());
            row.add(pair.actual());
            row.add(cell.delta().map(SignedNumber::ofDelta).orElse(""));
            rows.add(row);
        }
        return new TextTable(headers, rows);
    }

    private static TextTable moved(List<LawDifference.MovedRow> rows) {
        return new TextTable(
                List.of("key", "place before", "place after"),
                rows.stream()
                        .limit(SHOWN_ROWS)
                        .map(row -> List.of(
                                FindingMessage.show(row.key()), Long.toString(row.from()), Long.toString(row.to())))
                        .toList());
    }

    private List<String> witness(LawWitness witness) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + (witness.minimal() ? "the smallest input that breaks it" : "a smaller input that breaks it")
                + " (" + witness.rowsLeft() + " of " + Quantity.of(witness.rowsBefore(), "row") + "):");
        Map<String, List<LawWitness.InputRow>> bySource = new LinkedHashMap<>();
        witness.rows().stream().limit(2L * SHOWN_ROWS).forEach(row -> bySource.computeIfAbsent(
                        row.source(), any -> new ArrayList<>())
                .add(row));
        bySource.forEach((source, rows) -> {
            lines.add("    " + VisibleText.ofName(source));
            rows(rows).lines().forEach(line -> lines.add("    " + line));
        });
        FindingMessage.addMore(
                lines, witness.rowsLeft(), Math.min(witness.rows().size(), 2L * SHOWN_ROWS));
        // On the rows above, the outputs are small enough to be followed by hand.
        if (witness.rowsLeft() < witness.rowsBefore()) {
            lines.add("  on it:");
            differences(witness.difference()).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    /** The rows with their places; columns without any value are left out. */
    private TextTable rows(List<LawWitness.InputRow> rows) {
        List<Cell> first = rows.get(0).values();
        List<Integer> columns = IntStream.range(0, first.size())
                .filter(column -> rows.stream()
                        .anyMatch(row -> row.values().get(column).value().isPresent()))
                .limit(SHOWN_COLUMNS)
                .boxed()
                .toList();
        List<String> headers = new ArrayList<>(List.of("line"));
        columns.forEach(
                column -> headers.add(VisibleText.ofColumn(first.get(column).column())));
        List<List<String>> cells = new ArrayList<>();
        for (LawWitness.InputRow row : rows) {
            List<String> line =
                    new ArrayList<>(List.of(row.location().map(paths::show).orElse("")));
            columns.forEach(column -> line.add(
                    VisibleText.ofValue(Optional.of(row.values().get(column)).flatMap(Cell::value))));
            cells.add(line);
        }
        return new TextTable(headers, cells);
    }
}
