package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lakehousereplay.verify.ShopProject.GMV;
import static org.lakehousereplay.verify.ShopProject.NOON;
import static org.lakehousereplay.verify.ShopProject.ORDERS;
import static org.lakehousereplay.verify.ShopProject.SETTINGS;
import static org.lakehousereplay.verify.ShopProject.SOURCES;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ConsoleLine.Level;

final class RangeReplayTest {

    @TempDir
    private Path directory;

    private ShopProject shop;

    @BeforeEach
    void createProject() {
        shop = new ShopProject(directory);
    }

    @Test
    void a_range_takes_its_start_and_leaves_its_end() throws SQLException {
        ReplayRequest request = request("2024-05-18T12:30", "2024-05-18T13:00:00");

        ReplayResult result = replay(request);

        assertThat(result.problems()).isEmpty();
        assertThat(result.fixture().inputs()).singleElement().satisfies(input -> assertThat(input.rows())
                .isEqualTo(1));
        assertThat(rows(result)).containsExactly(List.of("2024-05-18T12:00:00", "20.00", "1"));
        assertThat(lines(request, 50, result))
                .containsExactly(
                        "Replayed shop from 2024-05-18T12:30 to 2024-05-18T13:00:00 (excluded), time zone UTC",
                        "  orders: 1 row in the range (" + ORDERS + ")",
                        "",
                        "gmv: Sales of each hour",
                        "  window_start           gmv  buyers",
                        "  2024-05-18T12:00:00  20.00       1",
                        "",
                        "Raw rows and outputs are in target/lakehouse/replay.duckdb, for instance: SELECT * FROM"
                                + " shop.gmv");
        try (Connection store =
                        DriverManager.getConnection("jdbc:duckdb:" + shop.path("target/lakehouse/replay.duckdb"));
                Statement statement = store.createStatement();
                ResultSet found = statement.executeQuery("SELECT string_agg(user_id) FROM shop.orders")) {
            found.next();
            assertThat(found.getString(1)).isEqualTo("ann");
        }
    }

    @Test
    void without_a_range_all_is_replayed_and_only_the_first_rows_are_shown() {
        ReplayRequest request = request("", "");

        ReplayResult result = replay(request);

        assertThat(rows(result)).hasSize(3);
        assertThat(lines(request, 2, result))
                .contains("Replayed shop, time zone UTC", "  orders: 4 rows (" + ORDERS + ")", "  … and 1 more");
    }

    @Test
    void the_end_of_the_range_is_now_unless_a_clock_is_given() {
        shop.replace(GMV, "FROM orders", "FROM orders WHERE paid_at < now() AT TIME ZONE 'UTC' - INTERVAL 1 HOUR");

        assertThat(rows(replay(request("", "2024-05-18T14:00")))).hasSize(1);
        assertThat(rows(replay(new ReplayRequest.OfData(
                        "shop",
                        shop.path(NOON),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("2024-05-18T15:30"),
                        Optional.empty()))))
                .hasSize(2);
    }

    @Test
    void a_fixture_is_replayed_whole_and_the_windows_of_the_range_are_told() {
        ReplayRequest request =
                new ReplayRequest.OfFixture(Optional.of("2024-05-18T13:00"), Optional.of("2024-05-18T14:00"));

        ReplayResult result = replayFixture("shop/noon", request);

        assertThat(result.fixture().inputs()).singleElement().satisfies(input -> assertThat(input.rows())
                .isEqualTo(4));
        assertThat(rows(result)).hasSize(1).first().satisfies(row -> assertThat(row)
                .startsWith("2024-05-18T13:00:00"));
        assertThat(lines(request, 50, result))
                .contains(
                        "Replayed shop/noon, windows from 2024-05-18T13:00 to 2024-05-18T14:00 (excluded),"
                                + " time zone UTC",
                        "  orders: 4 rows (" + ORDERS + ")");
    }

    @Test
    void just_one_fixture_is_replayed() {
        ReplayRequest all = new ReplayRequest.OfFixture(Optional.empty(), Optional.empty());

        assertThat(rows(replayFixture("shop/noon", all))).hasSize(3);
        assertThatThrownBy(() -> replayFixture("shop/night", all))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no fixture matches -Dlakehouse.fixture=shop/night. Name one,");
    }

    @Test
    void a_misaligned_window_is_a_warning() {
        shop.replace(GMV, "INTERVAL 1 HOUR", "INTERVAL 30 MINUTE");
        ReplayRequest request = request("", "");

        ReplayResult result = replay(request);

        assertThat(result.problems()).isEmpty();
        assertThat(new ReplaySummary(shop.project(), request, 50).lines(result))
                .filteredOn(line -> line.level() == Level.WARN)
                .extracting(ConsoleLine::text)
                .anyMatch(line -> line.contains("2024-05-18T12:30:00 is not a multiple of 1 hour"));
    }

    @Test
    void a_source_without_event_time_is_replayed_whole_and_that_is_told() {
        shop.replace(SOURCES, ";", "; CREATE TABLE shops (id INTEGER);").write(NOON + "input/shops.csv", "id\n1\n2\n");
        ReplayRequest request = request("2024-05-18T13:00", "");

        assertThat(lines(request, 50, replay(request)))
                .contains("  shops: 2 rows, all of them, because the source declares no event time (" + NOON
                        + "input/shops.csv)");
    }

    @Test
    void what_cannot_be_replayed_is_told_with_what_to_do() {
        assertProblem(
                request("2024-05-18T13:00", "2024-05-18T12:00"), "lakehouse.to must be later than lakehouse.from");
        assertProblem(request("yesterday", ""), "lakehouse.from", "yesterday", "2024-05-18T12:00:00");
        assertProblem(request("market", shop.path(NOON)), "there is no pipeline market", "-Dlakehouse.pipeline: shop");
        assertProblem(request("shop", shop.path("none")), "none: there is no such directory", "-Dlakehouse.input");
        assertProblem(request("shop", shop.path(NOON + "input/orders.csv")), "there is no such directory");
        shop.write(SETTINGS, "timeZone: UTC");
        assertProblem(request("2024-05-18T12:00", ""), "eventTime", "pipeline.yaml");
    }

    @Test
    void a_broken_input_is_a_problem_of_the_replay() {
        shop.replace(ORDERS, "40.00", "a lot");

        assertThat(replay(request("", "")).problems()).singleElement().satisfies(problem -> assertThat(problem.render())
                .contains("orders.csv:4", "a lot", "[VALUE_INVALID]"));
    }

    private void assertProblem(ReplayRequest request, String... texts) {
        assertThatThrownBy(() -> replay(request))
                .isInstanceOf(ProblemException.class)
                .satisfies(problem -> assertThat(problem.getMessage()).contains(texts));
    }

    private ReplayRequest request(String from, String to) {
        return new ReplayRequest.OfData(
                "shop",
                shop.path(NOON),
                Optional.of(from).filter(text -> !text.isEmpty()),
                Optional.of(to).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty());
    }

    private static ReplayRequest request(String pipeline, Path input) {
        return new ReplayRequest.OfData(
                pipeline, input, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private ReplayResult replay(ReplayRequest request) {
        return new RangeReplay(shop.project(), Selection.all(), Limits.defaults()).run(request);
    }

    private ReplayResult replayFixture(String fixture, ReplayRequest request) {
        return new RangeReplay(shop.project(), new Selection(List.of(fixture), List.of()), Limits.defaults())
                .run(request);
    }

    private static List<List<String>> rows(ReplayResult result) {
        return result.tables().get(0).rows().stream()
                .map(row -> row.stream().map(Optional::orElseThrow).toList())
                .toList();
    }

    private List<String> lines(ReplayRequest request, int most, ReplayResult result) {
        return new ReplaySummary(shop.project(), request, most)
                .lines(result).stream().map(ConsoleLine::text).toList();
    }
}
