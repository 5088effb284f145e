package org.lakehousereplay.html.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.html.lineage.LineageDiagram.Box;
import org.lakehousereplay.html.lineage.LineageDiagram.ColumnRow;
import org.lakehousereplay.html.lineage.LineageDiagram.Edge;
import org.lakehousereplay.html.run.ReportRun.ColumnLineage;
import org.lakehousereplay.html.run.ReportRun.ColumnOrigin;
import org.lakehousereplay.html.run.ReportRun.Lineage;
import org.lakehousereplay.html.run.ReportRun.MetricDeclaration;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.SourceTable;
import org.lakehousereplay.html.run.ReportRun.TypedColumn;
import org.lakehousereplay.html.text.Texts;

class LineageDrawingTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

    private final List<ModelText> models = new ArrayList<>();

    @Test
    void putsLayersInTheirOrderAndSourcesFirst() {
        model("gmv", "", true, "daily");
        model("daily", "dws", false, "clean");
        model("clean", "dwd", false, "raw");
        model("raw", "ods", false, "orders");
        model("odd", "staging", false, "orders");

        LineageDiagram diagram = draw(Differences.NONE);

        assertThat(diagram.layers().stream().map(LineageDiagram.Label::text))
                .containsExactly("sources", "ods", "dwd", "dws", "staging", "metrics");
        assertThat(x(diagram, "orders")).isLessThan(x(diagram, "raw"));
        assertThat(x(diagram, "raw")).isLessThan(x(diagram, "clean"));
        assertThat(x(diagram, "clean")).isLessThan(x(diagram, "daily"));
        assertThat(x(diagram, "daily")).isLessThan(x(diagram, "gmv"));
        assertThat(diagram.changed()).isFalse();
    }

    @Test
    void putsAModelRightOfWhatItReadsInItsLayerAndSurvivesACircle() {
        model("a", "dwd", false, "b");
        model("b", "dwd", false, "orders");
        model("c", "dwd", false, "d");
        model("d", "dwd", false, "c");

        LineageDiagram diagram = draw(Differences.NONE);

        assertThat(x(diagram, "b")).isLessThan(x(diagram, "a"));
        assertThat(diagram.boxes()).hasSize(5);
    }

    @Test
    void lightsWhatLeadsFromTheEditToTheColumnThatDiffers() {
        model("clean", "dwd", false, "orders");
        model("other", "dwd", false, "orders");
        model("gmv", "", true, "clean", "other");
        ModelGraph graph = graph();
        Differences differences =
                Differences.of(graph, Set.of("clean"), model -> false, Map.of("gmv", Set.of("amount")));

        LineageDiagram diagram = LineageDrawing.ofMetric(
                graph, graph.find("GMV").orElseThrow(), differences, name -> Optional.empty(), TEXTS);

        assertThat(diagram.sentence()).isEqualTo("The versions part at clean (dwd), whose SQL was edited.");
        assertThat(diagram.boxes().stream().filter(Box::lit).map(Box::title)).containsExactly("clean", "gmv");
        assertThat(diagram.boxes().stream()
                        .flatMap(box -> box.columns().stream())
                        .filter(ColumnRow::lit)
                        .map(ColumnRow::text))
                .containsExactly("amount", "amount");
        assertThat(diagram.edges().stream().filter(Edge::lit)).hasSize(1);
    }

    @Test
    void trustsWhatIsKnownOfTheModelsBetween() {
        model("clean", "dwd", false, "orders");
        model("late", "dws", false, "clean");
        model("gmv", "", true, "late");

        Differences differences =
                Differences.of(graph(), Set.of("clean"), "late"::equals, Map.of("gmv", Set.of("amount")));

        assertThat(differences.parting()).contains("late");
        assertThat(differences.lit()).containsExactlyInAnyOrder("clean", "late", "gmv");
    }

    private void model(String name, String layer, boolean metric, String... reads) {
        List<ColumnOrigin> origins = Arrays.stream(reads)
                .map(read -> new ColumnOrigin(read, "amount"))
                .toList();
        models.add(new ModelText(
                name,
                Optional.empty(),
                layer,
                Optional.of(name + ".sql"),
                Optional.of("SELECT 1"),
                List.of(reads),
                List.of(new TypedColumn("id", "BIGINT"), new TypedColumn("amount", "DECIMAL(9,2)")),
                metric
                        ? Optional.of(new MetricDeclaration("", "", List.of("id"), Optional.empty(), false, List.of()))
                        : Optional.empty(),
                Optional.of(new Lineage(List.of(new ColumnLineage("amount", origins)), List.of()))));
    }

    private ModelGraph graph() {
        return ModelGraph.of(
                List.of(new SourceTable(
                        "orders", Optional.empty(), List.of(new TypedColumn("amount", "DECIMAL(9,2)")))),
                models);
    }

    private LineageDiagram draw(Differences differences) {
        return LineageDrawing.ofPipeline(graph(), differences, name -> Optional.of("#" + name), TEXTS);
    }

    private static int x(LineageDiagram diagram, String table) {
        return diagram.boxes().stream()
                .filter(box -> box.title().equals(table))
                .findFirst()
                .orElseThrow()
                .x();
    }
}
