package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Lake tables as inputs, whose versions a format of the test reads. */
final class LakeInputTest {

    private final CsvVersions format = new CsvVersions();
    private ProjectTree tree;

    @BeforeEach
    void writeProject(@TempDir Path directory) {
        tree = new ProjectTree(directory)
                .engines(format.engines())
                .main("shop/sources.sql", """
                        CREATE TABLE orders (id BIGINT NOT NULL, amount DECIMAL(12, 2), paid_at TIMESTAMPTZ, note VARCHAR);
                        """)
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [kind]
                        */
                        SELECT 'all' AS kind, sum(amount) AS gmv, count(*) AS orders, max(paid_at) AS last FROM orders
                        """)
                .test("shop/noon/lake/orders/0.csv", "id BIGINT;amount DECIMAL(12,2);paid_at TIMESTAMPTZ\n")
                .test("shop/noon/lake/orders/1.csv", """
                        amount DECIMAL(12,2);ID BIGINT;shard INTEGER;paid_at TIMESTAMP WITH TIME ZONE
                        9.90;1;7;2024-05-18 04:00:00+00
                        0.05;2;7;2024-05-18 04:00:00.5+00
                        ;3;7;
                        """)
                .test("shop/noon/fixture.yaml", "timeZone: Asia/Shanghai\n" + inputs("version: 1"))
                .test("shop/noon/expected/gmv.csv", "kind,gmv,orders,last\nall,9.95,3,2024-05-18T12:00:00.5\n");
    }

    private static String inputs(String version) {
        return "inputs: {orders: {path: lake/orders, format: csv-versions, " + version + "}}\n";
    }

    @Test
    void a_version_of_a_table_is_the_input() {
        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "shop/noon").inputs())
                .containsExactly(
                        new InputResult("orders", tree.root().resolve("src/test/lakehouse/shop/noon/lake/orders"), 3)
                                .ofVersion("csv-versions version 1"));
        assertThat(tree.root().resolve("target/lakehouse/report.json"))
                .content()
                .contains("\"version\": \"csv-versions version 1\"");
        assertThat(tree.root().resolve("target/lakehouse/exchange")).doesNotExist();
    }

    @Test
    void without_a_version_it_is_the_latest() {
        tree.test("shop/noon/fixture.yaml", "timeZone: Asia/Shanghai\n" + inputs("changes: false"));

        assertThat(tree.verify().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void the_version_is_part_of_what_a_run_saw() {
        String one = tree.verify().provenance().dataDigest().orElseThrow();
        tree.test("shop/noon/fixture.yaml", "timeZone: Asia/Shanghai\n" + inputs("version: 0"));

        RunReport report = tree.verify();
        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(report.provenance().dataDigest()).isPresent().hasValueSatisfying(other -> assertThat(other)
                .isNotEqualTo(one));
    }

    @Test
    void a_table_of_several_fixtures_is_read_once() {
        tree.test(
                        "shop/noon/fixture.yaml",
                        "timeZone: Asia/Shanghai\ninputs: {orders: {path: ../../../../../external/orders,"
                                + " format: csv-versions}}\n")
                .test(
                        "shop/again/fixture.yaml",
                        "timeZone: Asia/Shanghai\ninputs: {orders: {path: ../../../../../external/orders,"
                                + " format: csv-versions}}\n")
                .test("shop/again/expected/gmv.csv", "kind,gmv\nall,1.00\n")
                .test("shop/noon/expected/gmv.csv", "kind,gmv\nall,1.00\n")
                .file("external/orders/0.csv", "id BIGINT;amount DECIMAL(12,2);paid_at TIMESTAMPTZ\n1;1.00;\n");
        remove("shop/noon/lake/orders/0.csv", "shop/noon/lake/orders/1.csv", "shop/noon/lake/orders", "shop/noon/lake");

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
        assertThat(format.readings()).isEqualTo(1);
    }

    @Test
    void changes_are_applied_before_models_see_the_rows() {
        tree.main("shop/sources.sql", """
                        CREATE TABLE orders (id BIGINT PRIMARY KEY, amount DECIMAL(12, 2), paid_at TIMESTAMPTZ);
                        """)
                .test("shop/noon/lake/orders/1.csv", """
                        id BIGINT;amount DECIMAL(12,2);paid_at TIMESTAMPTZ
                        +I;1;500.00;2024-05-18 04:00:00+00
                        -U;1;500.00;2024-05-18 04:00:00+00
                        +U;1;600.00;2024-05-18 04:00:00+00
                        +I;2;7.00;
                        -D;2;7.00;
                        """)
                .test("shop/noon/fixture.yaml", inputs("changes: true"))
                .test("shop/noon/expected/gmv.csv", "kind,gmv,orders\nall,600.00,1\n");

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_version_that_is_not_there_is_told_where_it_is_asked_for() {
        tree.test("shop/noon/fixture.yaml", inputs("version: 7"));

        assertThat(tree.problems(tree.verify()))
                .containsExactly(
                        "src/test/lakehouse/shop/noon/fixture.yaml:1:46: lake/orders: the table has no version 7."
                                + " Its last version is 1. [TABLE_UNREADABLE]");
    }

    @Test
    void a_format_that_nobody_reads_is_told_where_it_is_named() {
        tree.test("shop/noon/fixture.yaml", "inputs: {orders: {path: lake/orders, format: hudi}}\n");

        assertThat(tree.problems(tree.verify()))
                .containsExactly("src/test/lakehouse/shop/noon/fixture.yaml:1:46: the table format hudi cannot be had:"
                        + " nobody reads hudi. The formats are csv-versions. [TABLE_FORMAT_UNAVAILABLE]");
    }

    @Test
    void a_column_that_a_model_reads_must_be_in_the_table() {
        tree.test("shop/noon/lake/orders/1.csv", "id BIGINT;paid_at TIMESTAMPTZ\n1;\n");

        assertThat(tree.problems(tree.verify()))
                .containsExactly(
                        "src/test/lakehouse/shop/noon/lake/orders: the column amount is left out, and model gmv"
                                + " reads it. Add the column. [COLUMN_MISSING]");
    }

    @Test
    void a_type_that_does_not_fit_is_told() {
        tree.test("shop/noon/lake/orders/1.csv", "id BIGINT;amount DOUBLE;paid_at TIMESTAMPTZ\n1;0.1;\n");

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .startsWith(
                        "src/test/lakehouse/shop/noon/lake/orders: column amount is DOUBLE in the file and DECIMAL(12,2)")
                .endsWith("[VALUE_INVALID]");
    }

    @Test
    void a_row_that_breaks_a_constraint_is_told_with_its_number() {
        tree.test("shop/noon/lake/orders/1.csv", """
                id BIGINT;amount DECIMAL(12,2);paid_at TIMESTAMPTZ
                1;1.00;
                ;2.00;
                """);

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .startsWith("src/test/lakehouse/shop/noon/lake/orders:2: ")
                .endsWith("[CONSTRAINT_NOT_NULL]");
    }

    @Test
    void settings_that_contradict_each_other_are_told() {
        tree.test("shop/noon/fixture.yaml", """
                inputs:
                  orders: {path: lake/orders, format: csv-versions, version: 1, timestamp: 2024-05-18, changed: true}
                """);

        assertThat(tree.problems(tree.verify()))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("`timestamp` says which version a second time, beside `version`")
                        .endsWith("[YAML_WRONG_VALUE]"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("The key `changed` is not known here")
                        .endsWith("[YAML_UNKNOWN_KEY]"));
    }

    @Test
    void a_table_needs_a_path_and_a_format() {
        tree.test("shop/noon/fixture.yaml", "inputs: {orders: {path: lake/orders, version: one}}\n");

        assertThat(tree.problems(tree.verify()))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("the input of orders names no format"))
                .anySatisfy(problem -> assertThat(problem).contains("`version` must be a number, not `one`"));
    }

    @Test
    void a_table_outside_of_the_fixture_is_refused() {
        tree.test("shop/noon/fixture.yaml", "inputs: {orders: {path: ../../.., format: csv-versions}}\n");

        assertThat(tree.problems(tree.verify())).singleElement().asString().endsWith("[PATH_OUTSIDE]");
    }

    private void remove(String... paths) {
        for (String path : paths) {
            try {
                Files.delete(tree.root().resolve("src/test/lakehouse").resolve(path));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
