package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Inputs that are changes: what models see in the end, what the store keeps, what is refused. */
class ChangelogInputTest {

    private static final String EXPECTED = "region,total\neast,600.00\n";

    @TempDir
    private Path directory;

    private ProjectTree project;

    @BeforeEach
    void pipeline() {
        project = new ProjectTree(directory)
                .main("contracts/sources.sql", """
                        CREATE TABLE contracts (
                          contract_id BIGINT PRIMARY KEY,
                          region VARCHAR NOT NULL,
                          amount DECIMAL(12,2),
                          signed_at TIMESTAMP
                        );
                        """)
                .main("contracts/by_region.sql", """
                        /* @metric
                        key: [region]
                        */
                        SELECT region, sum(amount) AS total FROM contracts GROUP BY region
                        """)
                .main("contracts/pipeline.yaml", "sources: {contracts: {rowKind: op, eventTime: signed_at}}\n")
                .test("contracts/f/expected/by_region.csv", EXPECTED);
    }

    private void passes() {
        RunReport report = project.verify();
        assertThat(project.problems(report)).isEmpty();
        assertThat(report.fixtures()).allSatisfy(fixture -> assertThat(fixture.metrics())
                .allSatisfy(metric -> assertThat(metric.findings()).isEmpty()));
        assertThat(report.fixtures().get(0).metrics().get(0).status()).isEqualTo(Status.PASSED);
    }

    private List<String> store(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + directory.resolve("target/lakehouse/replay.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private List<String> changes() throws SQLException {
        return store("SELECT concat_ws(' ', _arrival, _op, _increment, contract_id, coalesce(amount::VARCHAR, 'NULL'))"
                + " FROM \"contracts changes\".contracts ORDER BY _fixture, _arrival");
    }

    @Test
    void models_see_what_is_there_in_the_end() throws SQLException {
        project.test("contracts/f/input/contracts.csv", """
                op,contract_id,region,amount
                +I,1,east,500
                +I,2,west,70
                -U,1,east,500
                +U,1,east,600
                -D,2,west,70
                -D,3,,
                """);

        passes();
        assertThat(changes())
                .containsExactly(
                        "1 +I 0 1 500.00",
                        "2 +I 0 2 70.00",
                        "3 -U 0 1 500.00",
                        "4 +U 0 1 600.00",
                        "5 -D 0 2 70.00",
                        "6 -D 0 3 NULL");
        assertThat(store("SELECT contract_id || ' ' || amount FROM contracts.contracts"))
                .containsExactly("1 600.00");
        assertThat(store("SELECT name FROM (SELECT column_name AS name FROM information_schema.columns WHERE"
                        + " table_schema = 'contracts changes' ORDER BY ordinal_position)"))
                .containsExactly(
                        "_fixture", "_arrival", "_op", "_increment", "contract_id", "region", "amount", "signed_at");
    }

    @Test
    void rows_without_a_row_kind_are_inserts_and_a_key_that_comes_again_replaces() throws SQLException {
        project.test("contracts/f/input/contracts.jsonl", """
                {"contract_id": 1, "region": "east", "amount": 500}
                {"contract_id": 1, "region": "east", "amount": 500}
                {"contract_id": 1, "region": "east", "amount": 600, "op": "+U"}
                """);

        passes();
        assertThat(changes()).containsExactly("1 +I 0 1 500.00", "2 +I 0 1 500.00", "3 +U 0 1 600.00");
    }

    @Test
    void without_a_primary_key_a_retraction_takes_an_equal_row() {
        project.main("contracts/sources.sql", """
                        CREATE TABLE contracts (contract_id BIGINT, region VARCHAR, amount DECIMAL(12,2),
                          signed_at TIMESTAMP);
                        """).test("contracts/f/input/contracts.csv", """
                op,contract_id,region,amount
                +I,1,east,250
                +I,1,east,250
                +I,1,east,250
                -U,1,east,250
                +U,1,east,100
                -D,9,west,1
                """);

        passes();
    }

    @Test
    void parts_are_increments_in_the_order_of_their_names() throws SQLException {
        project.test("contracts/f/input/contracts/2024-05-02.csv", "contract_id,op,amount,region\n1,+U,600,east\n")
                .test(
                        "contracts/f/input/contracts/2024-05-01.csv",
                        "region,contract_id,amount\neast,1,500\nwest,2,70\n")
                .test("contracts/f/input/contracts/2024-05-03.csv", "contract_id,op\n2,-D\n");

        RunReport report = project.verify();
        assertThat(project.problems(report))
                .containsExactlyInAnyOrder(
                        "src/test/lakehouse/contracts/f/input/contracts/2024-05-03.csv:1: the column amount is"
                                + " left out, and model by_region reads it. Add the column. [COLUMN_MISSING]",
                        "src/test/lakehouse/contracts/f/input/contracts/2024-05-03.csv:1: the column region is left"
                                + " out, and it is NOT NULL. Add the column. [COLUMN_MISSING]");
        project.test("contracts/f/input/contracts/2024-05-03.csv", "contract_id,op,region,amount\n2,-D,,\n");
        passes();
        assertThat(changes()).containsExactly("1 +I 0 1 500.00", "2 +I 0 2 70.00", "3 +U 1 1 600.00", "4 -D 2 2 NULL");
    }

    @ParameterizedTest
    @CsvSource({"all, 0 0 0 0", "rows, 0 1 2 3", "2, 0 0 1 1", "3, 0 0 1 2", "9, 0 1 2 3"})
    void increments_are_what_the_fixture_says(String increments, String numbers) throws SQLException {
        project.test("contracts/f/fixture.yaml", "increments: " + increments + "\n")
                .test("contracts/f/input/contracts.csv", """
                        op,contract_id,region,amount
                        +I,1,east,500
                        +U,1,east,510
                        +U,1,east,520
                        +U,1,east,600
                        """);

        passes();
        assertThat(store("SELECT string_agg(_increment, ' ' ORDER BY _arrival) FROM \"contracts changes\".contracts"))
                .containsExactly(numbers);
    }

    @Test
    void rows_of_several_sources_arrive_in_the_order_of_the_declared_column() throws SQLException {
        project.main("contracts/sources.sql", """
                        CREATE TABLE contracts (contract_id BIGINT PRIMARY KEY, region VARCHAR, amount DECIMAL(12,2));
                        CREATE TABLE regions (region VARCHAR);
                        CREATE TABLE rates (region VARCHAR);
                        """)
                .main("contracts/pipeline.yaml", "sources: {contracts: {rowKind: op}}\n")
                .test("contracts/f/fixture.yaml", "arrival: seq\n")
                .test("contracts/f/input/contracts.csv", """
                        seq,op,contract_id,region,amount
                        10,+U,1,east,600
                        4,+I,1,east,500
                        4,+I,2,west,5
                        12,-D,2,west,5
                        """)
                .test("contracts/f/input/rates.csv", "region\nnorth\n")
                .test("contracts/f/input/regions.csv", "region,seq\neast,7\nwest,4\n");

        passes();
        assertThat(store("SELECT string_agg(concat_ws(' ', _arrival, _op, _increment), ', ' ORDER BY _arrival)"
                        + " FROM \"contracts changes\".contracts"))
                .containsExactly("1 +I 1, 2 +I 1, 3 +U 3, 4 -D 4");
        assertThat(store("SELECT string_agg(region || ' ' || _increment, ', ' ORDER BY _arrival)"
                        + " FROM \"contracts changes\".regions"))
                .containsExactly("west 1, east 2");
        assertThat(store("SELECT string_agg(_increment, ', ') FROM \"contracts changes\".rates"))
                .containsExactly("0");
    }

    @Test
    void a_column_of_a_source_may_tell_the_arrival() throws SQLException {
        project.test("contracts/f/fixture.yaml", "arrival: signed_at\nincrements: 2\n")
                .test("contracts/f/input/contracts.csv", """
                        op,contract_id,region,amount,signed_at
                        +U,1,east,600,2024-05-18T12:00:02
                        +I,1,east,500,2024-05-18T12:00:01
                        """);

        passes();
        assertThat(changes()).containsExactly("1 +I 0 1 500.00", "2 +U 1 1 600.00");
    }

    @Test
    void a_range_cuts_changes_and_what_is_there() throws SQLException {
        project.test("contracts/f/fixture.yaml", "from: 2024-05-18T12:00:00\nincrements: rows\n")
                .test("contracts/f/input/contracts.csv", """
                        op,contract_id,region,amount,signed_at
                        +I,2,west,1,2024-05-18T11:00:00
                        +I,1,east,500,2024-05-18T12:00:00
                        +U,1,east,600,2024-05-18T12:00:00
                        """);

        passes();
        assertThat(changes()).containsExactly("1 +I 0 1 500.00", "2 +U 1 1 600.00");
    }

    @Test
    void parquet_holds_row_kinds_as_well() throws SQLException {
        project.parquet(
                "src/test/lakehouse/contracts/f/input/contracts.parquet",
                "SELECT * FROM (VALUES (1::BIGINT, 'east', 500::DECIMAL(12,2), '+I'), (1, 'east', 600, '+U'))"
                        + " t(contract_id, region, amount, op)");

        passes();
        assertThat(changes()).containsExactly("1 +I 0 1 500.00", "2 +U 0 1 600.00");
    }

    @Test
    void what_is_no_row_kind_is_told_with_its_line() {
        project.test("contracts/f/input/contracts.csv", """
                op,contract_id,region,amount
                +I,1,east,500
                U,1,east,600
                later,1,east,600
                """);

        assertThat(project.problems(project.verify()))
                .containsExactly(
                        "src/test/lakehouse/contracts/f/input/contracts.csv:3: \"U\" is no row kind. Write +U; the row"
                                + " kinds are +I, -U, +U and -D. [ROW_KIND_INVALID]",
                        "src/test/lakehouse/contracts/f/input/contracts.csv:4: \"later\" is no row kind. Write +I, -U,"
                                + " +U or -D; nothing stands for +I. [ROW_KIND_INVALID]");
    }

    @Test
    void a_source_without_row_kinds_has_no_column_for_them() {
        project.main("contracts/pipeline.yaml", "timeZone: UTC\n")
                .test("contracts/f/input/contracts.csv", "op,contract_id,region,amount\n+I,1,east,500\n");

        assertThat(project.problems(project.verify()))
                .containsExactly("src/test/lakehouse/contracts/f/input/contracts.csv:1: unknown column op: source"
                        + " contracts has the columns contract_id, region, amount, signed_at. If it holds row kinds such"
                        + " as +I and -D, declare rowKind: op for the source in pipeline.yaml. [COLUMN_UNKNOWN]");
    }

    @Test
    void rows_that_stay_keep_the_constraints() {
        project.test("contracts/f/input/contracts.csv", """
                op,contract_id,region,amount
                +I,1,east,500
                +U,1,,600
                -D,1,,
                """);

        assertThat(project.problems(project.verify()))
                .containsExactly("src/test/lakehouse/contracts/f/input/contracts.csv:3: column region is NULL, and"
                        + " source contracts declares it NOT NULL. [CONSTRAINT_NOT_NULL]");
    }

    @Test
    void a_row_kind_that_is_a_column_of_the_source_is_refused() {
        project.main("contracts/pipeline.yaml", "sources: {contracts: {rowKind: region}}\n");

        assertThat(project.problems(project.verify()).get(0))
                .isEqualTo("src/main/lakehouse/contracts/pipeline.yaml:1:32: The row kind `region` is a column of the"
                        + " source `contracts`. Name a column that only inputs have, or take it out of the CREATE TABLE."
                        + " [YAML_WRONG_VALUE]");
    }

    @Test
    void settings_of_arrival_are_checked() {
        project.test("contracts/f/fixture.yaml", "increments: 0\narrival: region\n");

        assertThat(project.problems(project.verify()))
                .containsExactly(
                        "src/test/lakehouse/contracts/f/fixture.yaml:1:13: `increments` must be rows, parts, all or a"
                                + " number of steps, not `0`. Write increments: rows to let every row arrive by itself."
                                + " [YAML_WRONG_VALUE]",
                        "src/test/lakehouse/contracts/f/fixture.yaml:2:10: `arrival` names a column of type VARCHAR."
                                + " Name a column of whole numbers, or a time that has one type in all sources."
                                + " [YAML_WRONG_VALUE]");
    }
}
