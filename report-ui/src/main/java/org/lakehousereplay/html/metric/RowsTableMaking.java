package org.lakehousereplay.html.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.html.store.MetricRows;
import org.lakehousereplay.html.store.MetricSubject;
import org.lakehousereplay.html.store.ShownRow;
import org.lakehousereplay.html.store.ShownRow.InVersion;
import org.lakehousereplay.html.store.ShownRow.Kind;
import org.lakehousereplay.html.store.StoredColumn;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.SignedNumber;
import org.lakehousereplay.report.VisibleText;

/** Puts rows into a table: of rows that differ only the columns that do. */
final class RowsTableMaking {

    /** A value that is the same as the one of the candidate. */
    private static final String SAME = "=";

    private static final String NONE = "–";

    private final MetricRows metric;
    private final Texts texts;

    RowsTableMaking(MetricRows metric, Texts texts) {
        this.metric = metric;
        this.texts = texts;
    }

    RowsTable make(String caption, List<ShownRow> rows, boolean onlyDifferences, String note) {
        List<Integer> versions = new ArrayList<>();
        for (int version = 0; version < metric.subject().versions().size(); version++) {
            int number = version;
            if (rows.stream().anyMatch(row -> differs(row.versions().get(number)))) {
                versions.add(version);
            }
        }
        List<Integer> measures = new ArrayList<>();
        for (int measure = 0; measure < metric.measures().size(); measure++) {
            int number = measure;
            if (!onlyDifferences
                    || rows.stream().anyMatch(row -> !row.violated().isEmpty() || isShown(row, number))) {
                measures.add(measure);
            }
        }
        List<RowsTable.Group> groups = new ArrayList<>();
        for (int measure : measures) {
            groups.add(new RowsTable.Group(
                    VisibleText.ofColumn(metric.measures().get(measure).name()), heads(versions, measure)));
        }
        return new RowsTable(
                caption,
                metric.keys().stream()
                        .map(key -> VisibleText.ofColumn(key.name()))
                        .toList(),
                groups,
                rows.stream().map(row -> row(row, versions, measures)).toList(),
                note);
    }

    private static boolean differs(InVersion version) {
        return version.kind() == Kind.CHANGED || version.kind() == Kind.GONE || version.kind() == Kind.ONLY;
    }

    private static boolean isShown(ShownRow row, int measure) {
        return row.versions().stream()
                .anyMatch(version -> version.kind() == Kind.GONE
                        || version.kind() == Kind.ONLY
                        || version.cells().get(measure).isPresent());
    }

    private List<String> heads(List<Integer> versions, int measure) {
        List<String> heads = new ArrayList<>(List.of(texts.get("metric.actual")));
        for (int version : versions) {
            heads.add(versionName(metric.subject().versions().get(version), texts));
            if (metric.measures().get(measure).numeric()) {
                heads.add(texts.get("metric.delta"));
            }
        }
        return heads;
    }

    static String versionName(MetricSubject.Version version, Texts texts) {
        return version.expectation() ? texts.get("metric.expected") : VisibleText.ofName(version.label());
    }

    private RowsTable.Row row(ShownRow row, List<Integer> versions, List<Integer> measures) {
        List<RowsTable.Cell> cells = new ArrayList<>();
        for (int measure : measures) {
            StoredColumn column = metric.measures().get(measure);
            String kind = column.numeric() ? "number" : "";
            Optional<String> actual = Optional.ofNullable(row.values().get(measure));
            cells.add(new RowsTable.Cell(row.present() ? actual(row, measure, actual) : NONE, kind));
            for (int version : versions) {
                InVersion found = row.versions().get(version);
                boolean unchecked = metric.unchecked(version, row.fixture()).contains(column.name());
                Optional<ShownRow.Cell> cell =
                        unchecked ? Optional.empty() : found.cells().get(measure);
                cells.add(new RowsTable.Cell(other(row, found, cell, actual, unchecked), kind));
                if (column.numeric()) {
                    String delta = cell.flatMap(ShownRow.Cell::delta)
                            .map(SignedNumber::ofDelta)
                            .orElse("");
                    cells.add(new RowsTable.Cell(delta, "number delta"));
                }
            }
        }
        return new RowsTable.Row(
                marks(row),
                row.key().stream()
                        .map(value -> VisibleText.ofValue(Optional.ofNullable(value)))
                        .toList(),
                cells);
    }

    /** Long texts are cut where they differ from the first version that differs. */
    private static String actual(ShownRow row, int measure, Optional<String> actual) {
        return row.versions().stream()
                .filter(version -> version.kind() == Kind.CHANGED)
                .flatMap(version -> version.cells().get(measure).stream())
                .findFirst()
                .map(cell -> VisibleText.ofDifferentValues(Optional.ofNullable(cell.value()), actual)
                        .actual())
                .orElseGet(() -> VisibleText.ofValue(actual));
    }

    private String other(
            ShownRow row, InVersion version, Optional<ShownRow.Cell> cell, Optional<String> actual, boolean unchecked) {
        if (version.kind() == Kind.GONE || version.kind() == Kind.NEITHER || version.kind() == Kind.UNKNOWN) {
            return NONE;
        }
        if (unchecked) {
            return texts.get("metric.unchecked");
        }
        if (cell.isEmpty()) {
            return SAME;
        }
        Optional<String> value = Optional.ofNullable(cell.get().value());
        return row.present() ? VisibleText.ofDifferentValues(value, actual).expected() : VisibleText.ofValue(value);
    }

    private List<RowsTable.Mark> marks(ShownRow row) {
        List<RowsTable.Mark> marks = new ArrayList<>();
        for (int version = 0; version < row.versions().size(); version++) {
            MetricSubject.Version subject = metric.subject().versions().get(version);
            String name = versionName(subject, texts);
            String glyph = subject.expectation() ? "✗" : "△";
            String kind = subject.expectation() ? "differs" : "changed";
            switch (row.versions().get(version).kind()) {
                case CHANGED ->
                    marks.add(new RowsTable.Mark(
                            kind,
                            glyph,
                            subject.expectation()
                                    ? texts.get("metric.row-differs")
                                    : texts.get("metric.row-changed", name)));
                case GONE ->
                    marks.add(new RowsTable.Mark(
                            kind,
                            glyph,
                            subject.expectation()
                                    ? texts.get("metric.row-unexpected")
                                    : texts.get("metric.row-added", name)));
                case ONLY ->
                    marks.add(new RowsTable.Mark(
                            kind,
                            glyph,
                            subject.expectation()
                                    ? texts.get("metric.row-missing")
                                    : texts.get("metric.row-removed", name)));
                case SAME, NEITHER, UNKNOWN -> {}
            }
        }
        row.violated()
                .forEach(check -> marks.add(new RowsTable.Mark(
                        "anomaly", "◆", texts.get("metric.row-anomaly", VisibleText.ofName(check)))));
        return marks;
    }
}
