package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Parquet files in folders that name columns. */
final class PartitionedInputTest {

    private static final String INPUT = "src/test/lakehouse/shop/day/input/orders/";

    private ProjectTree tree;

    @BeforeEach
    void writeProject(@TempDir Path directory) {
        tree = new ProjectTree(directory)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (id BIGINT, amount DECIMAL(12, 2), date DATE, channel VARCHAR);")
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [date, channel]
                        */
                        SELECT date, channel, sum(amount) AS gmv FROM orders GROUP BY ALL
                        """)
                .parquet(INPUT + "date=2023-10-01/channel=a%2Fb+c/part-0.parquet", rows(1))
                .parquet(INPUT + "date=2023-10-01/channel=__HIVE_DEFAULT_PARTITION__/part-0.parquet", rows(2))
                .parquet(INPUT + "date=2023-10-02/channel=0/part-0.parquet", rows(3))
                .parquet(INPUT + "date=2023-10-02/channel=0/part-1.parquet", rows(4))
                .test("shop/day/expected/gmv.csv", """
                        date,channel,gmv
                        2023-10-01,a/b+c,1.00
                        2023-10-01,,2.00
                        2023-10-02,0,7.00
                        """);
    }

    private static String rows(int id) {
        return "SELECT " + id + "::BIGINT AS id, " + id + "::DECIMAL(12, 2) AS amount";
    }

    @Test
    void folders_are_columns_with_the_declared_type() {
        tree.file("src/test/lakehouse/shop/day/input/orders/date=2023-10-01/_SUCCESS", "");

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "shop/day").inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.rows()).isEqualTo(4));
    }

    @Test
    void a_table_can_be_named_by_the_settings() {
        tree.test("shop/late/fixture.yaml", """
                        inputs: {orders: {path: ../day/input/orders, format: parquet, hivePartitioning: true}}
                        """).test("shop/late/expected/gmv.csv", "date,channel,gmv\n");

        assertThat(tree.problems(tree.verify())).singleElement().asString().endsWith("[PATH_OUTSIDE]");

        tree.parquet("external/orders/date=2023-10-01/channel=app/x.parquet", rows(5))
                .test("shop/late/fixture.yaml", """
                        inputs: {orders: {path: ../../../../../external/orders, format: parquet, hivePartitioning: true}}
                        """)
                .test("shop/late/expected/gmv.csv", "date,channel,gmv\n2023-10-01,app,5.00\n");
        RunReport report = tree.verify();
        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void parts_at_different_depths_are_refused() {
        tree.parquet(INPUT + "date=2023-10-03/part-0.parquet", rows(5));

        assertThat(tree.problems(tree.verify()))
                .containsExactly(
                        INPUT + "date=2023-10-03/part-0.parquet: the file is in folders of date, other files are"
                                + " in folders of date and channel. Every part lies in folders of the same columns, such as"
                                + " date=2023-10-01/part-0.parquet. [PARTITIONS_MIXED]");
    }

    @Test
    void a_value_that_does_not_fit_is_told_with_its_folder() {
        tree.parquet(INPUT + "date=2023-13-01/channel=app/part-0.parquet", rows(5));

        assertThat(tree.problems(tree.verify()))
                .containsExactly(
                        INPUT + "date=2023-13-01/channel=app: \"2023-13-01\" in the name of the folder is no DATE,"
                                + " which column date is. Rename the folder, or declare the column as its folders have it."
                                + " [VALUE_INVALID]");
    }

    @Test
    void a_folder_of_an_unknown_column_is_refused() {
        tree.main("shop/sources.sql", "CREATE TABLE orders (id BIGINT, amount DECIMAL(12, 2), date DATE);")
                .main(
                        "shop/gmv.sql",
                        "/* @metric\nkey: [date]\n*/\nSELECT date, sum(amount) AS gmv FROM orders GROUP BY ALL")
                .test("shop/day/expected/gmv.csv", "date,gmv\n");

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .contains("folders name the column channel, which source orders does not have");
    }

    @Test
    void a_column_of_files_and_folders_is_refused() {
        tree.parquet(INPUT + "date=2023-10-02/channel=0/part-2.parquet", rows(5) + ", 'app' AS channel");

        assertThat(tree.problems(tree.verify())).anySatisfy(problem -> assertThat(problem)
                .contains("part-2.parquet: the column channel stands in the file and in the name of its folder"));
    }

    @Test
    void a_broken_part_is_told_by_its_name() {
        tree.file(INPUT + "date=2023-10-02/channel=0/part-2.parquet", "PAR1");

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .startsWith(INPUT + "date=2023-10-02/channel=0/part-2.parquet: ")
                .endsWith("[PARQUET_MALFORMED]");
    }
}
