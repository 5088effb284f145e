package org.lakehousereplay.html.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lakehousereplay.html.lineage.LineageDiagram.Box;
import org.lakehousereplay.html.lineage.LineageDiagram.ColumnRow;
import org.lakehousereplay.html.lineage.LineageDiagram.Edge;
import org.lakehousereplay.html.lineage.LineageDiagram.Label;
import org.lakehousereplay.html.lineage.ModelGraph.Table;
import org.lakehousereplay.html.run.ReportRun.ColumnOrigin;
import org.lakehousereplay.html.run.ReportRun.TypedColumn;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/** Draws lineage. For the pages of the report. */
public final class LineageDrawing {

    private static final double CHARACTER = 7.3;
    private static final int WIDE_CHARACTERS = 0x1100;
    private static final int PADDING = 10;
    private static final int HEAD = 28;
    private static final int ROW = 18;
    private static final int ACROSS = 64;
    private static final int BETWEEN = 16;
    private static final int TOP = 30;
    private static final int NARROWEST = 104;
    private static final int MOST_COLUMNS = 14;

    private final ModelGraph graph;
    private final List<Table> tables;
    private final Differences differences;
    private final boolean withColumns;
    private final Function<String, Optional<String>> href;
    private final Texts texts;
    private final Map<Table, Box> boxes = new LinkedHashMap<>();
    private final Map<Table, List<String>> shown = new LinkedHashMap<>();
    private final List<Label> labels = new ArrayList<>();

    private LineageDrawing(
            ModelGraph graph,
            List<Table> tables,
            Differences differences,
            boolean withColumns,
            Function<String, Optional<String>> href,
            Texts texts) {
        this.graph = graph;
        this.tables = tables;
        this.differences = differences;
        this.withColumns = withColumns;
        this.href = href;
        this.texts = texts;
    }

    /** Draws all tables of a pipeline, without their columns. */
    public static LineageDiagram ofPipeline(
            ModelGraph graph, Differences differences, Function<String, Optional<String>> href, Texts texts) {
        return new LineageDrawing(graph, graph.inOrder(), differences, false, href, texts).draw();
    }

    /** Draws what a metric is computed from, with the columns that take part. */
    public static LineageDiagram ofMetric(
            ModelGraph graph,
            Table metric,
            Differences differences,
            Function<String, Optional<String>> href,
            Texts texts) {
        return new LineageDrawing(graph, graph.upstream(metric), differences, true, href, texts).draw();
    }

    private LineageDiagram draw() {
        if (withColumns) {
            chooseColumns();
        }
        List<LineageLayout.Column> columns = LineageLayout.of(graph, tables);
        int x = 1;
        int height = 0;
        String layer = "";
        for (LineageLayout.Column column : columns) {
            String name = LineageList.layer(column.layer(), column.sources(), texts);
            if (!name.equals(layer)) {
                labels.add(new Label(x, TOP - 14, name));
                layer = name;
            }
            int width = column.tables().stream().mapToInt(this::width).max().orElse(NARROWEST);
            int y = TOP;
            for (Table table : column.tables()) {
                Box box = box(table, x, y, width);
                boxes.put(table, box);
                y += box.height() + BETWEEN;
            }
            height = Math.max(height, y - BETWEEN);
            x += width + ACROSS;
        }
        center(columns, height);
        List<Edge> edges = edges();
        return new LineageDiagram(
                Math.max(1, x - ACROSS + 1),
                height + 2,
                labels,
                edges,
                List.copyOf(boxes.values()),
                LineageList.sentence(graph, tables, differences, texts),
                tables.stream().anyMatch(table -> table.removed() || differences.isLit(table.name())),
                LineageList.of(graph, tables, differences, href, texts));
    }

    /** Of models before the metric only columns that take part in it, when that is known. */
    private void chooseColumns() {
        Table metric = tables.get(tables.size() - 1);
        Map<Table, Set<String>> needed = new LinkedHashMap<>();
        List<ColumnOrigin> pending = new ArrayList<>();
        metric.columns().forEach(column -> pending.add(new ColumnOrigin(metric.name(), column.name())));
        Set<Table> visited = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        while (!pending.isEmpty()) {
            ColumnOrigin origin = pending.remove(pending.size() - 1);
            Optional<Table> table = graph.find(origin.table()).filter(tables::contains);
            if (table.isEmpty()
                    || !seen.add(table.get().name() + "\0" + origin.column().toLowerCase(Locale.ROOT))) {
                continue;
            }
            needed.computeIfAbsent(table.get(), none -> new LinkedHashSet<>()).add(origin.column());
            table.get().lineage().ifPresent(lineage -> {
                if (visited.add(table.get())) {
                    pending.addAll(lineage.conditions());
                }
                lineage.columns().stream()
                        .filter(column -> ModelGraph.same(column.name(), origin.column()))
                        .forEach(column -> pending.addAll(column.from()));
            });
        }
        boolean known = tables.stream().anyMatch(table -> table.lineage().isPresent());
        for (Table table : tables) {
            Set<String> wanted = needed.getOrDefault(table, Set.of());
            shown.put(
                    table,
                    table.columns().stream()
                            .map(TypedColumn::name)
                            .filter(name -> !known || wanted.stream().anyMatch(column -> ModelGraph.same(column, name)))
                            .toList());
        }
    }

    private List<String> columns(Table table) {
        List<String> columns = shown.getOrDefault(table, List.of());
        return columns.size() <= MOST_COLUMNS ? columns : columns.subList(0, MOST_COLUMNS - 1);
    }

    private int width(Table table) {
        double widest = textWidth(VisibleText.ofColumn(table.name())) + markWidth(table);
        for (String column : columns(table)) {
            widest = Math.max(widest, textWidth(VisibleText.ofColumn(column)));
        }
        return Math.max(NARROWEST, (int) Math.ceil(widest) + 2 * PADDING);
    }

    private double markWidth(Table table) {
        String mark = LineageList.mark(table, differences, texts);
        return mark.isEmpty() ? 0 : textWidth(mark) + PADDING;
    }

    private static double textWidth(String text) {
        return text.codePoints()
                .mapToDouble(codePoint -> codePoint >= WIDE_CHARACTERS ? 2 * CHARACTER : CHARACTER)
                .sum();
    }

    private Box box(Table table, int x, int y, int width) {
        List<ColumnRow> rows = new ArrayList<>();
        int line = y + HEAD + 13;
        for (String column : columns(table)) {
            rows.add(new ColumnRow(
                    x + PADDING, line, VisibleText.ofColumn(column), differences.isLit(table.name(), column)));
            line += ROW;
        }
        int hidden = shown.getOrDefault(table, List.of()).size() - rows.size();
        if (hidden > 0) {
            rows.add(new ColumnRow(x + PADDING, line, texts.get("lineage.more", hidden), false));
        }
        int height = HEAD + (rows.isEmpty() ? 0 : rows.size() * ROW + 6);
        return new Box(
                x,
                y,
                width,
                height,
                VisibleText.ofColumn(table.name()),
                table.metric() ? href.apply(table.name()).orElse("") : "",
                style(table),
                table.removed() || differences.isLit(table.name()),
                LineageList.mark(table, differences, texts),
                rows);
    }

    private static String style(Table table) {
        if (table.removed()) {
            return "removed";
        }
        return table.source() ? "source" : table.metric() ? "metric" : "model";
    }

    /** Short columns stand in the middle, so that lines are near to level. */
    private void center(List<LineageLayout.Column> columns, int height) {
        for (LineageLayout.Column column : columns) {
            Box last = boxes.get(column.tables().get(column.tables().size() - 1));
            int free = (height - last.y() - last.height()) / 2;
            column.tables().forEach(table -> boxes.computeIfPresent(table, (same, box) -> down(box, free)));
        }
    }

    private static Box down(Box box, int by) {
        return new Box(
                box.x(),
                box.y() + by,
                box.width(),
                box.height(),
                box.title(),
                box.href(),
                box.style(),
                box.lit(),
                box.mark(),
                box.columns().stream()
                        .map(row -> new ColumnRow(row.x(), row.y() + by, row.text(), row.lit()))
                        .toList());
    }

    private List<Edge> edges() {
        Set<Edge> edges = new LinkedHashSet<>();
        for (Table table : tables) {
            for (Table read : graph.reads(table)) {
                if (boxes.containsKey(read) && !drawColumns(table, read, edges)) {
                    boolean lit = differences.isLit(table.name()) && differences.isLit(read.name());
                    edges.add(edge(read, -1, table, -1, lit, false));
                }
            }
        }
        return edges.stream().sorted(Comparator.comparing(Edge::lit)).toList();
    }

    /** Draws what is known of the columns between two tables; tells whether there is any. */
    private boolean drawColumns(Table table, Table read, Set<Edge> edges) {
        if (!withColumns || table.lineage().isEmpty()) {
            return false;
        }
        int before = edges.size();
        table.lineage().get().columns().forEach(column -> column.from().stream()
                .filter(origin -> ModelGraph.same(origin.table(), read.name()))
                .forEach(origin -> {
                    int from = index(read, origin.column());
                    int to = index(table, column.name());
                    if (from >= 0 && to >= 0) {
                        boolean lit = differences.isLit(read.name(), origin.column())
                                && differences.isLit(table.name(), column.name());
                        edges.add(edge(read, from, table, to, lit, false));
                    }
                }));
        table.lineage().get().conditions().stream()
                .filter(origin -> ModelGraph.same(origin.table(), read.name()))
                .filter(origin -> index(read, origin.column()) >= 0)
                .forEach(origin -> edges.add(edge(read, index(read, origin.column()), table, -1, false, true)));
        return edges.size() > before;
    }

    private int index(Table table, String column) {
        List<String> columns = columns(table);
        for (int index = 0; index < columns.size(); index++) {
            if (ModelGraph.same(columns.get(index), column)) {
                return index;
            }
        }
        return -1;
    }

    private Edge edge(Table from, int fromRow, Table to, int toRow, boolean lit, boolean dashed) {
        Box left = boxes.get(from);
        Box right = boxes.get(to);
        int x1 = left.x() + left.width();
        int y1 = y(left, fromRow);
        int x2 = right.x();
        int y2 = y(right, toRow);
        int bend = Math.max(28, Math.abs(x2 - x1) / 2);
        String path =
                "M" + x1 + " " + y1 + "C" + (x1 + bend) + " " + y1 + " " + (x2 - bend) + " " + y2 + " " + x2 + " " + y2;
        return new Edge(path, lit, dashed);
    }

    private static int y(Box box, int row) {
        return row < 0 ? box.y() + HEAD / 2 : box.y() + HEAD + row * ROW + ROW / 2;
    }
}
