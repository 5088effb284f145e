package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.LineageDefinition;
import org.lakehousereplay.run.LineageDefinition.Origin;
import org.lakehousereplay.run.LineageDefinition.OutputColumn;
import org.lakehousereplay.run.ModelDefinition;
import org.lakehousereplay.run.ModelVersion;
import org.lakehousereplay.run.ModelVersion.Change;
import org.lakehousereplay.run.RunReport;

/** A run tells where the columns of models come from, and in a baseline where that may be different. */
class LineageTest {

    @TempDir
    private Path root;

    @Test
    void isToldOfEveryModelByDeclaredNames() {
        RunReport report = new ProjectTree(root)
                .main("shop/sources.sql", "CREATE TABLE \"订单 'x' [1]\" (\"金额, 元\" INTEGER, Id INTEGER PRIMARY KEY);")
                .main("shop/dwd/paid.sql", "SELECT id, \"金额, 元\" * 2 AS twice FROM \"订单 'X' [1]\" WHERE ID > 1;")
                .main("shop/total.sql", "/* @metric key: [] */ SELECT COUNT(*) AS n, SUM(TWICE) AS s FROM PAID -- all")
                .test("shop/one/expected/total.csv", "n,s\n0,\n")
                .verify();

        assertThat(report.pipelines().get(0).definition().orElseThrow().models())
                .extracting(ModelDefinition::name, ModelDefinition::lineage)
                .containsExactly(
                        tuple(
                                "paid",
                                Optional.of(new LineageDefinition(
                                        List.of(
                                                new OutputColumn("Id", List.of(new Origin("订单 'x' [1]", "Id"))),
                                                new OutputColumn("twice", List.of(new Origin("订单 'x' [1]", "金额, 元")))),
                                        List.of(new Origin("订单 'x' [1]", "Id"))))),
                        tuple(
                                "total",
                                Optional.of(new LineageDefinition(
                                        List.of(
                                                new OutputColumn("n", List.of()),
                                                new OutputColumn("s", List.of(new Origin("paid", "twice")))),
                                        List.of()))));
    }

    @Test
    void isToldOfABaselineWhereItMayBeDifferent() {
        ProjectTree tree = new ProjectTree(root)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER, amount INTEGER, tip INTEGER);")
                .main("shop/same.sql", "SELECT id FROM orders")
                .main("shop/total.sql", "/* @metric key: [] */ SELECT SUM(amount) AS s FROM orders")
                .main("shop/tips.sql", "/* @metric key: [] */ SELECT SUM(tip) AS t FROM orders WHERE id > 1")
                .test("shop/one/input/orders.csv", "id,amount,tip\n1,2,3\n")
                .test("shop/one/expected/total.csv", "s\n5\n")
                .release("1.0.0");
        tree.edit("shop/total.sql", "SUM(amount)", "SUM(amount + tip)");
        tree.edit("shop/tips.sql", "/* @metric key: [] */ ", "");
        tree.edit("shop/tips.sql", "tip", "amount");

        List<ModelVersion> models = tree.compare()
                .comparison()
                .orElseThrow()
                .baselines()
                .get(0)
                .pipelines()
                .get(0)
                .models();

        assertThat(models)
                .extracting(ModelVersion::name, ModelVersion::change)
                .containsExactlyInAnyOrder(
                        tuple("same", Change.SAME), tuple("tips", Change.EDITED), tuple("total", Change.EDITED));
        assertThat(lineage(models, "total").columns())
                .containsExactly(new OutputColumn("s", List.of(new Origin("orders", "amount"))));
        assertThat(lineage(models, "tips"))
                .isEqualTo(new LineageDefinition(
                        List.of(new OutputColumn("t", List.of(new Origin("orders", "tip")))),
                        List.of(new Origin("orders", "id"))));
    }

    private static LineageDefinition lineage(List<ModelVersion> models, String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .flatMap(ModelVersion::baseline)
                .flatMap(ModelDefinition::lineage)
                .orElseThrow();
    }
}
