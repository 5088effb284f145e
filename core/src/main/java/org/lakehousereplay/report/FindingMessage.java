package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;

/** What one kind of difference reads like. */
sealed interface FindingMessage
        permits ChangedCellsMessage,
                MissingColumnsMessage,
                MissingRowsMessage,
                UnexpectedRowsMessage,
                DuplicateKeysMessage,
                MisalignedWindowsMessage,
                WrongOrderMessage,
                FailedCheckMessage,
                EnginesDisagreeMessage,
                LawBrokenMessage {

    /** How many rows of a finding are shown. */
    int SHOWN_ROWS = 5;

    /** How many columns of a row are shown. */
    int SHOWN_COLUMNS = 12;

    /** The part of the headline: {@code 1 row missing}. */
    String phrase();

    /** The details, each line indented. */
    List<String> lines();

    /**
     * The message of a finding.
     *
     * @param finding the finding
     * @param expectedRows how many rows were expected
     * @param paths how places are shown
     */
    static FindingMessage of(Finding finding, long expectedRows, ShownPaths paths) {
        if (finding instanceof Finding.ChangedCells changed) {
            return new ChangedCellsMessage(changed, expectedRows);
        }
        if (finding instanceof Finding.MissingColumns columns) {
            return new MissingColumnsMessage(columns);
        }
        if (finding instanceof Finding.MissingRows missing) {
            return new MissingRowsMessage(missing);
        }
        if (finding instanceof Finding.UnexpectedRows unexpected) {
            return new UnexpectedRowsMessage(unexpected);
        }
        if (finding instanceof Finding.DuplicateKeys duplicate) {
            return new DuplicateKeysMessage(duplicate);
        }
        if (finding instanceof Finding.MisalignedWindows misaligned) {
            return new MisalignedWindowsMessage(misaligned);
        }
        if (finding instanceof Finding.WrongOrder order) {
            return new WrongOrderMessage(order);
        }
        if (finding instanceof Finding.FailedCheck check) {
            return new FailedCheckMessage(check);
        }
        if (finding instanceof Finding.EnginesDisagree disagree) {
            return new EnginesDisagreeMessage(disagree, paths);
        }
        if (finding instanceof Finding.LawBroken broken) {
            return new LawBrokenMessage(broken, paths);
        }
        throw new IllegalStateException("no message for " + finding.getClass());
    }

    /** A heading, a table of the first rows, and how many more there are. */
    static List<String> section(String heading, TextTable table, long total) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + heading);
        table.lines().forEach(line -> lines.add("  " + line));
        addMore(lines, total, table.rows().size());
        return lines;
    }

    /** Tells how many more there are than were shown. */
    static void addMore(List<String> lines, long total, long shown) {
        if (total > shown) {
            lines.add("    … and " + (total - shown) + " more");
        }
    }

    /** A table of rows: the key, then the other columns. */
    static TextTable table(List<Finding.Row> rows) {
        List<Finding.Row> shown = rows.stream().limit(SHOWN_ROWS).toList();
        List<String> headers = shown.stream()
                .map(FindingMessage::cells)
                .max((left, right) -> Integer.compare(left.size(), right.size()))
                .orElse(List.of())
                .stream()
                .map(cell -> VisibleText.ofColumn(cell.column()))
                .collect(Collectors.toCollection(ArrayList::new));
        int hidden = headers.size() - SHOWN_COLUMNS;
        if (hidden > 0) {
            headers.subList(SHOWN_COLUMNS, headers.size()).clear();
            headers.add("… " + Quantity.of(hidden, "more column"));
        }
        int width = headers.size();
        return new TextTable(
                headers,
                shown.stream()
                        .map(row -> padded(
                                cells(row).stream()
                                        .limit(SHOWN_COLUMNS)
                                        .map(cell -> VisibleText.ofValue(cell.value()))
                                        .toList(),
                                width))
                        .toList());
    }

    /** The cells of a row with empty ones behind them. */
    static List<String> padded(List<String> cells, int width) {
        List<String> padded = new ArrayList<>(cells);
        while (padded.size() < width) {
            padded.add("");
        }
        return padded;
    }

    /** A key in one cell: its values, separated by commas. */
    static String show(RowKey key) {
        return key.cells().stream()
                .limit(SHOWN_COLUMNS)
                .map(cell -> VisibleText.ofValue(cell.value()))
                .collect(Collectors.joining(", "));
    }

    /** The names of the key columns. */
    static List<String> columns(RowKey key) {
        return key.cells().stream()
                .limit(SHOWN_COLUMNS)
                .map(cell -> VisibleText.ofColumn(cell.column()))
                .toList();
    }

    /** The values of the key columns. */
    static List<String> values(RowKey key) {
        return key.cells().stream()
                .limit(SHOWN_COLUMNS)
                .map(cell -> VisibleText.ofValue(cell.value()))
                .toList();
    }

    private static List<Cell> cells(Finding.Row row) {
        List<Cell> cells = new ArrayList<>(row.key().cells());
        cells.addAll(row.values());
        return cells;
    }
}
