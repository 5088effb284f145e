package org.lakehousereplay.html.lineage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.html.lineage.LineageDiagram.Entry;
import org.lakehousereplay.html.lineage.LineageDiagram.EntryColumn;
import org.lakehousereplay.html.lineage.ModelGraph.Table;
import org.lakehousereplay.html.run.ReportRun.ColumnOrigin;
import org.lakehousereplay.html.run.ReportRun.Lineage;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/** Lineage in words, for readers who do not see a drawing or have no room for it. */
final class LineageList {

    private LineageList() {}

    static List<Entry> of(
            ModelGraph graph,
            List<Table> tables,
            Differences differences,
            Function<String, Optional<String>> href,
            Texts texts) {
        return tables.stream()
                .map(table -> new Entry(
                        layer(table.layer(), table.source(), texts),
                        VisibleText.ofName(table.name()),
                        table.metric() ? href.apply(table.name()).orElse("") : "",
                        table.removed() || differences.isLit(table.name()),
                        mark(table, differences, texts),
                        graph.reads(table).stream()
                                .map(read -> VisibleText.ofName(read.name()))
                                .collect(Collectors.joining(", ")),
                        columns(table, differences),
                        table.lineage()
                                .map(Lineage::conditions)
                                .map(LineageList::origins)
                                .orElse("")))
                .toList();
    }

    private static List<EntryColumn> columns(Table table, Differences differences) {
        return table.columns().stream()
                .map(column -> new EntryColumn(
                        VisibleText.ofColumn(column.name()),
                        VisibleText.ofColumn(column.type()),
                        table.lineage().stream()
                                .flatMap(lineage -> lineage.columns().stream())
                                .filter(known -> ModelGraph.same(known.name(), column.name()))
                                .map(known -> origins(known.from()))
                                .findFirst()
                                .orElse(""),
                        differences.isLit(table.name(), column.name())))
                .toList();
    }

    private static String origins(List<ColumnOrigin> origins) {
        return origins.stream()
                .map(origin -> VisibleText.ofColumn(origin.table()) + "." + VisibleText.ofColumn(origin.column()))
                .collect(Collectors.joining(", "));
    }

    static String layer(String layer, boolean sources, Texts texts) {
        if (sources) {
            return texts.get("lineage.sources");
        }
        return layer.isEmpty() ? texts.get("lineage.top") : VisibleText.ofColumn(layer);
    }

    /** What happened to a table, in a word. */
    static String mark(Table table, Differences differences, Texts texts) {
        if (table.removed()) {
            return texts.get("lineage.mark.removed");
        }
        if (differences.parting().equals(Optional.of(table.name()))) {
            return texts.get("lineage.mark.parts");
        }
        if (differences.edited().contains(table.name())) {
            return texts.get(differences.parted().contains(table.name()) ? "lineage.mark.both" : "lineage.mark.edited");
        }
        return differences.isLit(table.name()) ? texts.get("lineage.mark.differs") : "";
    }

    /** Where the versions part. */
    static String sentence(ModelGraph graph, List<Table> tables, Differences differences, Texts texts) {
        Optional<Table> parting = differences.parting().flatMap(graph::find).filter(tables::contains);
        if (parting.isPresent()) {
            String key = differences.edited().contains(parting.get().name()) ? "lineage.parts.edited" : "lineage.parts";
            return texts.get(
                    key,
                    VisibleText.ofName(parting.get().name()),
                    layer(parting.get().layer(), false, texts));
        }
        String edited = tables.stream()
                .map(Table::name)
                .filter(differences.edited()::contains)
                .map(VisibleText::ofName)
                .collect(Collectors.joining(", "));
        return edited.isEmpty() ? "" : texts.get("lineage.edited-only", edited);
    }
}
