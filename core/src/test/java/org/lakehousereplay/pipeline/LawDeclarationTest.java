package org.lakehousereplay.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.verify.ProjectTree;

/** A law that does not exist, or that makes no sense for its metric, is told where it is declared. */
final class LawDeclarationTest {

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void shop() {
        tree = new ProjectTree(root)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (id BIGINT, channel VARCHAR, amount DOUBLE, paid_at TIMESTAMP);")
                .test("shop/day/input/orders.csv", "id,channel,amount,paid_at\n1,app,1,\n")
                .test("shop/day/expected/m.csv", "channel,orders,gmv\napp,1,1\n");
        metric("");
    }

    private void metric(String laws) {
        tree.main(
                "shop/m.sql",
                "/* @metric\nkey: [channel]\n" + laws
                        + "\n*/\nSELECT channel, COUNT(*) AS orders, SUM(amount) AS gmv FROM orders GROUP BY 1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "idempotnt | 3:8: There is no law 'idempotnt'. Did you mean 'idempotent'?",
                "{order_insensitive: 1} | 3:9: There is no law 'order_insensitive'. Did you mean 'order-insensitive'?",
                "{order-insensitive: 1} | The law 'order-insensitive' takes no argument",
                "splittable | does not say into how many increments. Write {splittable: 3}",
                "{splittable: 1} | The input cannot be split into '1' increments",
                "{splittable: many} | The input cannot be split into 'many' increments",
                "{splittable: 3} | The law 'splittable: 3' says nothing of m: DuckDB takes all of the input at once",
                "additive | The law 'additive' names no dimension",
                "{additive: []} | The list 'additive' is empty",
                "{additive: [chanel]} | The key of m has no column 'chanel', so there are no parts by it that could add up. Did you mean 'channel'?",
                "{additive: [channel], measures: [orderz]} | m has no column 'orderz' that is a number and not in the key. Did you mean 'orders'?",
                "{additive: [channel], measure: [orders]} | The key 'measure' is not known here. Did you mean 'measures'?",
                "late-tolerant | does not say how late rows may come",
                "{late-tolerant: soon} | The delay 'soon' is no length of time",
                "{late-tolerant: 10 minutes} | needs to know when a row happened, and no source of m declares its event time. Declare it in pipeline.yaml: sources: {orders: {eventTime: <column>}}",
                "{idempotent: [order]} | m reads no source 'order', which cannot be delivered twice then. Did you mean 'orders'?",
                "{idempotent: [orders], additive: [channel]} | The entry holds the laws 'idempotent' and 'additive'",
                "idempotent, idempotent | The law 'idempotent' stands here a second time",
            })
    void a_law_in_a_header_is_checked(String law, String complaint) {
        metric("laws: [" + law + "]");

        assertThat(tree.problems(tree.verify())).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("src/main/lakehouse/shop/m.sql:3:")
                .contains(complaint.replace('\'', '`')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "laws: [idempotnt] | Did you mean 'idempotent'?",
                "laws: {n: [idempotent]} | pipeline shop has no metric n",
                "laws: {m: [{late-tolerant: 1 hour}]} | needs to know when a row happened",
                "laws: [{late-tolerant: 1 hour}] | needs to know when a row happened",
                "laws: [{splittable: 2}] | DuckDB takes all of the input at once",
            })
    void a_law_in_a_fixture_is_checked(String settings, String complaint) {
        tree.test("shop/day/fixture.yaml", settings + "\n");

        assertThat(tree.problems(tree.verify())).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("src/test/lakehouse/shop/day/fixture.yaml:1:")
                .contains(complaint.replace('\'', '`')));
    }

    @Test
    void an_identity_must_name_columns() {
        tree.main("shop/pipeline.yaml", "sources:\n  orders: {identity: [id, sequence]}\n  order: {identity: [id]}\n");

        assertThat(tree.problems(tree.verify()))
                .anySatisfy(problem -> assertThat(problem).contains("pipeline.yaml:2", "`sequence`"))
                .anySatisfy(problem -> assertThat(problem).contains("pipeline.yaml:3", "Did you mean `orders`?"));
    }
}
