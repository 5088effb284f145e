package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Rows that refer to others by a FOREIGN KEY of {@code sources.sql}. */
class ForeignKeyTest {

    private static final String REFUNDS = "shop/noon/input/refunds.csv";

    @TempDir
    private Path directory;

    private ProjectTree tree;

    @BeforeEach
    void shop() {
        tree = new ProjectTree(directory)
                .main("shop/sources.sql", """
                        CREATE TABLE users (user_id INTEGER PRIMARY KEY, boss INTEGER REFERENCES users(user_id));
                        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, shop VARCHAR, number INTEGER,
                          user_id INTEGER REFERENCES users(user_id), amount DECIMAL(12, 2), paid_at TIMESTAMP,
                          UNIQUE (shop, number));
                        CREATE TABLE refunds (shop VARCHAR, number INTEGER,
                          FOREIGN KEY (shop, number) REFERENCES orders (shop, number));
                        """)
                .main("shop/pipeline.yaml", "sources: {orders: {eventTime: paid_at}}")
                .main("shop/refunded.sql", """
                        /* @metric
                        key: []
                        */
                        SELECT sum(amount) AS refunded FROM orders JOIN refunds USING (shop, number)""")
                .test("shop/noon/input/orders.csv", """
                        order_id,shop,number,user_id,amount,paid_at
                        1,a,1,7,10,2024-05-18T12:00:00
                        2,b,1,,20,2024-05-18T13:00:00
                        """)
                .test(REFUNDS, """
                        shop,number
                        a,1
                        ,5
                        b,
                        """)
                .test("shop/noon/expected/refunded.csv", "refunded\n10\n");
    }

    @Test
    void references_that_are_kept_or_null_and_to_what_nobody_reads_are_sound() {
        RunReport report = tree.verdict();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_reference_to_nothing_names_file_line_and_value() {
        tree.test(REFUNDS, "shop,number\na,1\na,2\n\"c\",1\n")
                .test("shop/other/input/orders.csv", "order_id,shop,number,amount,paid_at\n1,a,2,1,2024-05-18\n")
                .test("shop/other/expected/refunded.csv", "refunded\n\n");

        RunReport report = tree.verdict();

        assertThat(tree.problems(report))
                .as("and the rows of another fixture do not help")
                .containsExactly(
                        "src/test/lakehouse/shop/noon/input/refunds.csv:3: (shop, number) = (a, 2) of source refunds"
                                + " refers to no row of orders by (shop, number). Add the row to the input of orders,"
                                + " or drop the FOREIGN KEY from sources.sql if the raw tables do not keep it."
                                + " [CONSTRAINT_FOREIGN_KEY]",
                        "src/test/lakehouse/shop/noon/input/refunds.csv:4: (shop, number) = (c, 1) of source refunds"
                                + " refers to no row of orders by (shop, number). Add the row to the input of orders,"
                                + " or drop the FOREIGN KEY from sources.sql if the raw tables do not keep it."
                                + " [CONSTRAINT_FOREIGN_KEY]");
        assertThat(ProjectTree.fixture(report, "shop/other").problems()).isEmpty();
    }

    @Test
    void an_input_that_is_there_is_held_to_its_keys_though_nobody_reads_it() {
        tree.test("shop/noon/input/users.csv", "user_id,boss\n1,\n2,1\n3,4\n");

        assertThat(tree.problems(tree.verdict()))
                .extracting(problem -> problem.substring(0, problem.indexOf(" of source")))
                .containsExactlyInAnyOrder(
                        "src/test/lakehouse/shop/noon/input/users.csv:4: (boss) = (4)",
                        "src/test/lakehouse/shop/noon/input/orders.csv:2: (user_id) = (7)");
    }

    @Test
    void a_row_may_refer_to_one_outside_of_the_replay_range() {
        tree.test("shop/noon/fixture.yaml", "from: 2024-05-18T12:30:00")
                .test("shop/noon/expected/refunded.csv", "refunded\n\n");

        assertThat(tree.problems(tree.verdict())).isEmpty();
    }

    @Test
    void a_missing_input_of_a_source_that_models_read_is_an_empty_table() {
        tree.main("shop/bosses.sql", """
                        /* @metric
                        key: []
                        */
                        SELECT count(*) AS bosses FROM users WHERE boss IS NULL""");

        assertThat(tree.problems(tree.verdict())).singleElement().asString().contains("orders.csv:2: (user_id) = (7)");
    }

    @Test
    void large_files_that_are_read_in_place_are_held_to_their_keys() {
        tree.main("shop/pipeline.yaml", "timeZone: UTC")
                .main("shop/sources.sql", """
                        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, text VARCHAR);
                        CREATE TABLE refunds (order_id INTEGER REFERENCES orders(order_id));
                        """)
                .main("shop/refunded.sql", """
                        /* @metric
                        key: []
                        */
                        SELECT count(*) AS refunded FROM orders JOIN refunds USING (order_id)""")
                .test("shop/noon/expected/refunded.csv", "refunded\n1\n")
                .test(REFUNDS, "order_id\n7\n1000000\n")
                .parquet(
                        "src/test/lakehouse/shop/large/input/orders.parquet",
                        "SELECT i::INTEGER AS order_id, md5(i::VARCHAR) AS text FROM range(500000) t(i)")
                .test("shop/large/input/refunds.csv", "order_id\n7\n500000\n")
                .test("shop/large/expected/refunded.csv", "refunded\n1\n");
        tree.test("shop/noon/input/orders.csv", "order_id\n7\n1000000\n");

        List<String> problems = tree.problems(tree.verdict());

        assertThat(problems).singleElement().asString().contains("large/input/refunds.csv:3: (order_id) = (500000)");
    }
}
