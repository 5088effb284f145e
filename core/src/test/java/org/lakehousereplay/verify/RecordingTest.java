package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.lakehousereplay.verify.ShopProject.EXPECTED;
import static org.lakehousereplay.verify.ShopProject.GMV;
import static org.lakehousereplay.verify.ShopProject.NOON;
import static org.lakehousereplay.verify.ShopProject.ORDERS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.RecordedFile.Change;

final class RecordingTest {

    private static final String BUYERS = "src/main/lakehouse/shop/buyers.sql";
    private static final String TOTAL = """
            /* @metric
            key: []
            */
            SELECT COUNT(DISTINCT user_id) AS buyers FROM orders
            """;
    private static final String RIGHT = """
            window_start,gmv,buyers
            2024-05-18T12:00:00,30.00,1
            2024-05-18T13:00:00,40.00,1
            2024-05-18T14:00:00,80.00,1
            """;

    @TempDir
    private Path directory;

    private ShopProject shop;

    @BeforeEach
    void createProject() {
        shop = new ShopProject(directory);
    }

    @Test
    void a_fixture_that_expects_nothing_gets_all_its_metrics() {
        shop.write(BUYERS, TOTAL);

        RecordingResult result = record();

        assertThat(shop.read(EXPECTED)).isEqualTo(RIGHT);
        assertThat(shop.read(NOON + "expected/buyers.csv")).isEqualTo("buyers\n3\n");
        assertThat(result.files())
                .extracting(RecordedFile::metric, RecordedFile::change, RecordedFile::rows)
                .containsExactlyInAnyOrder(tuple("gmv", Change.CREATED, 3L), tuple("buyers", Change.CREATED, 1L));
        assertThat(result.problems()).isEmpty();
        assertGreen();
    }

    @Test
    void only_rows_that_moved_are_written_anew() {
        shop.write(EXPECTED, """
                buyers,window_start,gmv
                1,2024-05-18 14:00:00,"80.0"

                7,2024-05-18T12:00,30
                1,2024-05-18 13:00:00,40.0
                """);

        RecordingResult result = record();

        assertThat(shop.read(EXPECTED))
                .startsWith("buyers,window_start,gmv\n1,2024-05-18 14:00:00,\"80.0\"\n")
                .contains("\n1,2024-05-18T12:00,30\n")
                .endsWith("\n1,2024-05-18 13:00:00,40.0\n");
        assertThat(result.files())
                .extracting(RecordedFile::change, RecordedFile::rows, RecordedFile::changedRows)
                .containsExactly(tuple(Change.UPDATED, 3L, 1L));
        assertGreen();
    }

    @Test
    void new_rows_come_where_they_belong_and_others_go() {
        shop.write(EXPECTED, """
                window_start,gmv,buyers
                2024-05-18T11:00:00,5.00,1
                2024-05-18T12:00:00,30.0,1
                2024-05-18T14:00:00,80.0,1
                """);

        RecordingResult result = record();

        assertThat(shop.read(EXPECTED)).isEqualTo("""
                        window_start,gmv,buyers
                        2024-05-18T12:00:00,30.0,1
                        2024-05-18T13:00:00,40.00,1
                        2024-05-18T14:00:00,80.0,1
                        """);
        assertThat(result.files()).extracting(RecordedFile::changedRows).containsExactly(2L);
        assertGreen();
    }

    @Test
    void a_file_that_is_right_is_not_touched() {
        String text = "window_start,gmv\n2024-05-18T14:00:00,80\n2024-05-18T12:00:00,30\n2024-05-18T13:00:00,40";
        shop.write(EXPECTED, text);

        RecordingResult result = record();

        assertThat(shop.read(EXPECTED)).isEqualTo(text);
        assertThat(result.files()).extracting(RecordedFile::change).containsExactly(Change.UNCHANGED);
        assertThat(lines(result)).containsExactly("Recorded: 0 files written, 1 already as they should be");
    }

    @Test
    void the_line_ends_of_a_file_stay() {
        shop.write(EXPECTED, RIGHT.replace("40.00", "39.00").replace("\n", "\r\n"));

        record();

        assertThat(shop.read(EXPECTED)).isEqualTo(RIGHT.replace("\n", "\r\n"));
    }

    @Test
    void line_ends_inside_quotes_stay() {
        shop.write("src/main/lakehouse/shop/texts.sql", """
                        /* @metric
                        key: [id]
                        */
                        SELECT * FROM (VALUES (1, E'a\\r\\nb'), (2, 'x')) AS t(id, text)
                        """)
                .write(NOON + "expected/texts.csv", "id,text\n1,\"a\r\nb\"\n2,y\n");

        record();

        assertThat(shop.read(NOON + "expected/texts.csv")).isEqualTo("id,text\n1,\"a\r\nb\"\n2,x\n");
    }

    @Test
    void json_lines_stay_json_lines() {
        String file = NOON + "expected/gmv.jsonl";
        shop.write(file, """
                {"window_start": "2024-05-18T12:00:00", "gmv": 30}
                {"window_start": "2024-05-18T13:00:00", "gmv": 39.5}
                {"gmv": 80.0, "window_start": "2024-05-18T14:00:00"}
                """);

        record();

        assertThat(shop.read(file)).isEqualTo("""
                        {"window_start": "2024-05-18T12:00:00", "gmv": 30}
                        {"window_start":"2024-05-18T13:00:00","gmv":40.00}
                        {"gmv": 80.0, "window_start": "2024-05-18T14:00:00"}
                        """);
        assertGreen();
    }

    @Test
    void a_fixture_that_allows_further_rows_gets_none() {
        shop.write(NOON + "fixture.yaml", "contains: true")
                .write(EXPECTED, "window_start,gmv\n2024-05-18T13:00:00,39.00\n");

        record();

        assertThat(shop.read(EXPECTED)).isEqualTo("window_start,gmv\n2024-05-18T13:00:00,40.00\n");
        assertGreen();
    }

    @Test
    void an_ordered_metric_is_recorded_in_its_order() {
        shop.replace(GMV, "key:", "ordered: true\nkey:")
                .replace(GMV, "GROUP BY ALL", "GROUP BY ALL ORDER BY window_start DESC")
                .write(EXPECTED, RIGHT);

        record();

        assertThat(shop.read(EXPECTED).lines())
                .containsExactly(
                        "window_start,gmv,buyers",
                        "2024-05-18T14:00:00,80.00,1",
                        "2024-05-18T13:00:00,40.00,1",
                        "2024-05-18T12:00:00,30.00,1");
        assertGreen();
    }

    @Test
    void null_and_the_empty_string_stay_apart() {
        shop.write("src/main/lakehouse/shop/texts.sql", """
                        /* @metric
                        key: [id]
                        */
                        SELECT * FROM (VALUES (1, NULL), (2, ''), (3, 'a "b", c'), (4, E'two\\nlines')) AS t(id, text)
                        """)
                .write(NOON + "expected/texts.csv", "id,text\n1,x\n2,x\n3,x\n4,x\n");

        record();

        assertThat(shop.read(NOON + "expected/texts.csv"))
                .isEqualTo("id,text\n1,\n2,\"\"\n3,\"a \"\"b\"\", c\"\n4,\"two\nlines\"\n");
        assertGreen();
    }

    @Test
    void a_metric_that_is_named_is_recorded_where_it_was_not_expected() {
        shop.write(BUYERS, TOTAL).write(EXPECTED, RIGHT.replace("40.00", "39.00"));

        RecordingResult result = record(new Selection(List.of("shop/noon"), List.of("buyers")));

        assertThat(result.files()).extracting(RecordedFile::metric).containsExactly("buyers");
        assertThat(shop.read(EXPECTED)).contains("39.00");
    }

    @Test
    void an_expected_file_that_cannot_be_read_is_written_anew() {
        shop.write(EXPECTED, "window_start,gmv,buyers\n2024-05-18T12:00:00,a lot,1\n");

        RecordingResult result = record();

        assertThat(shop.read(EXPECTED)).isEqualTo(RIGHT);
        assertThat(result.refused()).isEmpty();
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void a_column_that_is_gone_goes_from_the_file() {
        shop.write(EXPECTED, "window_start,turnover,gmv\n2024-05-18T12:00:00,1,30.00\n");

        record();

        assertThat(shop.read(EXPECTED).lines().findFirst()).hasValue("window_start,gmv");
        assertGreen();
    }

    @Test
    void what_contradicts_its_header_is_refused() {
        shop.replace(GMV, "INTERVAL 1 HOUR", "INTERVAL 30 MINUTE").write(EXPECTED, RIGHT);

        RecordingResult result = record();

        assertThat(result.files()).isEmpty();
        assertThat(result.refused())
                .containsExactly("gmv [shop/noon] was not recorded, because its output contradicts the @metric header:"
                        + " a key is repeated, a window is not aligned to its size, or rows break a check. Mend "
                        + GMV);
        assertThat(shop.read(EXPECTED)).isEqualTo(RIGHT);
    }

    @Test
    void what_has_no_output_is_refused_with_the_reason_and_the_rest_is_recorded() {
        shop.write(BUYERS, TOTAL).replace(GMV, "SUM(amount)", "SUM(CAST('x' || user_id AS INTEGER))");

        RecordingResult result = record();

        assertThat(result.files()).extracting(RecordedFile::metric).containsExactly("buyers");
        assertThat(result.refused()).singleElement().asString().contains("no output", GMV, "[QUERY_FAILED]");
    }

    @Test
    void a_broken_fixture_is_told_and_the_others_are_recorded() {
        shop.write("src/test/lakehouse/shop/night/input/orders.csv", "user_id,amount,paid_at\nann,a lot,\n");

        RecordingResult result = record();

        assertThat(result.files()).extracting(RecordedFile::fixture).containsExactly("shop/noon");
        assertThat(result.problems()).extracting(Problem::code).containsExactly(ErrorCode.VALUE_INVALID);
        assertThat(lines(result))
                .contains(EXPECTED + ": created with 3 rows")
                .anyMatch(line -> line.startsWith("src/test/lakehouse/shop/night/input/orders.csv:2"))
                .endsWith(
                        "Recorded: 1 file written, 0 already as they should be. Review the change with git diff before"
                                + " you commit it.");
    }

    @Test
    void a_recording_leaves_nothing_else_behind() {
        record();

        assertThat(shop.path("target/lakehouse")).isEmptyDirectory();
        assertThat(shop.path(NOON + "expected")).isDirectoryNotContaining(file -> !file.endsWith("gmv.csv"));
        assertThat(Files.exists(shop.path(ORDERS))).isTrue();
    }

    @Test
    void a_selection_that_matches_nothing_is_an_error() {
        assertThatThrownBy(() -> record(new Selection(List.of("shop/midnight"), List.of())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no fixture matches -Dlakehouse.fixture=shop/midnight");
    }

    private RecordingResult record() {
        return record(Selection.all());
    }

    private RecordingResult record(Selection selection) {
        return new Recording(shop.project(), selection, Limits.defaults(), Progress.SILENT).run();
    }

    private void assertGreen() {
        assertThat(new Verification(shop.project(), Selection.all(), Limits.defaults(), Progress.SILENT)
                        .run()
                        .status())
                .isEqualTo(Status.PASSED);
    }

    private List<String> lines(RecordingResult result) {
        return RecordingSummary.lines(directory, result).stream()
                .map(ConsoleLine::text)
                .toList();
    }
}
