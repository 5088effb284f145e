package org.lakehousereplay.html.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.html.EvidenceSettings;
import org.lakehousereplay.html.metric.ExploredProject.Explored;
import org.lakehousereplay.html.store.DecodedRows;
import org.lakehousereplay.html.store.ReplayStore;

/** Real runs. */
class MetricExplorerTest {

    private static final String MODEL = """
            /* @metric
            description: Sales
            key: [window_start, channel]
            window: {column: window_start, size: 10 minutes}
            checks: ["gmv >= 0"]
            */
            SELECT time_bucket(INTERVAL 10 MINUTE, paid_at) AS window_start, channel,
                   SUM(amount)::DECIMAL(18, 2) AS gmv, COUNT(*) AS orders
            FROM orders
            WHERE NOT refunded
            GROUP BY ALL
            """;

    @TempDir
    static Path shared;

    private static Explored compared;

    @TempDir
    Path directory;

    @BeforeAll
    static void compareOnce() {
        compared = shop(shared).compare().explore("shop/gmv");
    }

    private ExploredProject shop() {
        return shop(directory);
    }

    private static ExploredProject shop(Path directory) {
        String sources =
                "CREATE TABLE orders (order_id BIGINT, channel VARCHAR, amount DECIMAL(18,2), refunded BOOLEAN,"
                        + " paid_at TIMESTAMP);";
        return new ExploredProject(directory)
                .file("src/main/lakehouse/shop/pipeline.yaml", "sources: {orders: {eventTime: paid_at}}\n")
                .file("src/main/lakehouse/shop/sources.sql", sources)
                .file("src/main/lakehouse/shop/gmv.sql", MODEL)
                .file("old/shop/pipeline.yaml", "sources: {orders: {eventTime: paid_at}}\n")
                .file("old/shop/sources.sql", sources)
                .file("old/shop/gmv.sql", MODEL.replace("WHERE NOT refunded", ""))
                .file("src/test/lakehouse/shop/noon/input/orders.csv", """
                        order_id,channel,amount,refunded,paid_at
                        1,app,97.00,false,2024-05-18T12:01:00
                        2,app,3.00,true,2024-05-18T12:02:00
                        3,,5.50,false,2024-05-18T12:03:00
                        4,web,-1.00,false,2024-05-18T12:11:00
                        5,web,8.00,true,2024-05-18T12:25:00
                        """)
                .file("src/test/lakehouse/shop/noon/expected/gmv.csv", """
                        window_start,channel,gmv,orders
                        2024-05-18T12:00:00,app,100.00,1
                        2024-05-18T12:00:00,,5.50,1
                        2024-05-18T12:30:00,app,1.00,1
                        """);
    }

    @Test
    void tells_what_differs_from_the_expectation_and_from_the_baseline() {
        Explored explored = compared;

        MetricFacts facts = explored.explorer().facts();
        assertThat(facts.windows()).isEqualTo(5);
        assertThat(facts.differing()).isEqualTo(3);
        assertThat(facts.anomalies()).isEqualTo(1);
        MetricFacts.Difference first = facts.first().orElseThrow();
        assertThat(first.fixture()).isEqualTo("noon");
        assertThat(first.key())
                .containsEntry("window_start", "2024-05-18T12:00:00")
                .containsEntry("channel", "app");
        assertThat(first.column()).isEqualTo("gmv");
        assertThat(first.delta()).contains("-3.00");
        assertThat(first.relative()).contains("-3.0 %");
        assertThat(facts.largest()).isEqualTo(facts.first());
        assertThat(facts.sparkline().actual()).isNotEmpty();
        assertThat(facts.sparkline().marks()).isNotEmpty();
    }

    @Test
    void gives_the_script_every_row_of_every_version() {
        Explored explored = compared;

        assertThat(explored.rows("slug.0", "UTC", "expected", "1.0.0"))
                .extracting(DecodedRows.Row::key, DecodedRows.Row::actual, DecodedRows.Row::versions)
                .containsExactly(
                        row(key("12:00", null), cells("5.50", "1"), cells("5.50", "1"), cells("5.50", "1")),
                        row(key("12:00", "app"), cells("97.00", "1"), cells("100.00", "1"), cells("100.00", "2")),
                        row(key("12:10", "web"), cells("-1.00", "1"), null, cells("-1.00", "1")),
                        row(key("12:20", "web"), null, null, cells("8.00", "1")),
                        row(key("12:30", "app"), null, cells("1.00", "1"), null));
        JsonNode meta = explored.meta();
        assertThat(meta.get("versions").toString()).isEqualTo("[\"expected\",\"1.0.0\"]");
        assertThat(meta.get("window").get("seconds").intValue()).isEqualTo(600);
        JsonNode fixture = meta.get("fixtures").get(0);
        assertThat(fixture.get("rows").intValue()).isEqualTo(5);
        assertThat(fixture.get("changed").intValue()).isEqualTo(4);
        assertThat(fixture.get("status").textValue()).isEqualTo("failed");
        assertThat(fixture.get("first").get("key").get("channel").textValue()).isEqualTo("app");
        assertThat(fixture.get("chunks").toString()).isEqualTo("[{\"id\":\"slug.0\",\"rows\":5}]");
    }

    private static List<String> key(String time, String channel) {
        return java.util.Arrays.asList("2024-05-18T" + time + ":00", channel);
    }

    private static List<String> cells(String... cells) {
        return List.of(cells);
    }

    private static org.assertj.core.groups.Tuple row(
            List<String> key, List<String> actual, List<String> expected, List<String> baseline) {
        return org.assertj.core.groups.Tuple.tuple(key, actual, java.util.Arrays.asList(expected, baseline));
    }

    @Test
    void is_readable_without_a_script() {
        Explored explored = compared;

        assertThat(explored.html())
                .contains("5 rows: 3 differ from the expectation, 2 differ from 1.0.0, 1 does not hold a check.")
                .contains("<td class=\"number\">97.00</td><td class=\"number\">100.00</td>"
                        + "<td class=\"number delta\">-3.00</td>")
                .contains("missing: expected, not produced")
                .contains("unexpected: produced, not expected")
                .contains("removed since 1.0.0")
                .contains("does not hold: gmv &gt;= 0")
                .contains("role=\"img\"")
                .contains("class=\"mark-differs\"")
                .contains("class=\"mark-anomaly\"")
                .doesNotContain("style=");
        assertThat(explored.explorer().fixtures().get(0).command())
                .contains("mvn lakehouse:replay -Dlakehouse.fixture=shop/noon -Dlakehouse.metric=gmv"
                        + " -Dlakehouse.from=2024-05-18T12:00:00 -Dlakehouse.to=2024-05-18T12:10:00");
        assertThat(ExploredProject.html(explored.explorer(), Locale.SIMPLIFIED_CHINESE))
                .contains("原始行");
    }

    @Test
    void shows_the_raw_rows_of_a_window_side_by_side() {
        Explored explored = compared;

        EvidenceView evidence = explored.explorer().fixtures().get(0).evidence().stream()
                .filter(view -> view.keyJson().equals("{\"window_start\":\"2024-05-18T12:00:00\",\"channel\":\"app\"}"))
                .findFirst()
                .orElseThrow();
        EvidenceView.Source orders = evidence.sources().get(0);
        assertThat(orders.versions()).containsExactly("actual", "1.0.0");
        EvidenceView.Row refunded = orders.rows().stream()
                .filter(row -> row.number() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(refunded.differs()).isTrue();
        assertThat(refunded.fates().get(0).text()).contains("left out");
        assertThat(refunded.fates().get(0).place()).contains("src/main/lakehouse/shop/gmv.sql:");
        assertThat(refunded.fates().get(1).text()).isEqualTo("counted");
        assertThat(refunded.fates().get(1).contribution()).contains("gmv +3.00");
        assertThat(orders.sums().get(0).difference()).isEqualTo("-3.00");
        assertThat(explored.html())
                .contains("<details class=\"evidence\" data-lr-fixture=\"noon\" data-lr-key=\"{&#34;window_start&#34;");
    }

    @Test
    void keeps_raw_values_from_the_page_that_are_not_listed() {
        ExploredProject project = shop().evidence(new EvidenceSettings(Optional.of(List.of("orders.order_id")), 50));
        Explored explored = project.compare().explore("shop/gmv");

        EvidenceView.Source orders = explored.explorer()
                .fixtures()
                .get(0)
                .evidence()
                .get(0)
                .sources()
                .get(0);
        assertThat(orders.columns()).containsExactly("order_id");
        assertThat(orders.rows()).allSatisfy(row -> assertThat(row.fates())
                .allSatisfy(fate -> assertThat(fate.contribution()).isEmpty()));

        project.evidence(new EvidenceSettings(Optional.empty(), 0));
        assertThat(project.explore("shop/gmv").html()).contains("No raw row is shown.");
    }

    @Test
    void knows_columns_and_rows_that_an_expectation_leaves_out() {
        Explored explored = shop().file("src/test/lakehouse/shop/noon/fixture.yaml", "contains: true\n")
                .file("src/test/lakehouse/shop/noon/expected/gmv.csv", """
                        window_start,channel,gmv
                        2024-05-18T12:00:00,app,100.00
                        """)
                .verify()
                .explore("shop/gmv");

        JsonNode expected = new DecodedRows(explored.data().get("slug.0"), "UTC")
                .data()
                .get("versions")
                .get("expected");
        assertThat(expected.get("unchecked").toString()).isEqualTo("[\"orders\"]");
        assertThat(expected.get("contains").booleanValue()).isTrue();
        assertThat(expected.get("absent").toString()).isEqualTo("[0,2]");
        assertThat(explored.explorer().facts().differing()).isEqualTo(1);
    }

    @Test
    void says_nothing_of_a_version_whose_sql_is_the_same_but_that_it_is_the_same() {
        Explored explored = shop().file("old/shop/gmv.sql", MODEL).compare().explore("shop/gmv");

        assertThat(explored.html()).contains("none differs from 1.0.0");
        assertThat(explored.rows("slug.0", "UTC", "1.0.0"))
                .filteredOn(row -> row.actual() != null)
                .allSatisfy(row -> assertThat(row.versions().get(0)).isEqualTo(row.actual()));
    }

    @Test
    void leaves_out_a_version_with_another_key() {
        Explored explored = shop().file(
                        "old/shop/gmv.sql", MODEL.replace("key: [window_start, channel]", "key: [channel]"))
                .compare()
                .explore("shop/gmv");

        assertThat(explored.meta().get("versions").toString()).isEqualTo("[\"expected\"]");
    }

    @Test
    void has_rows_of_a_metric_without_window_and_key() {
        ExploredProject project = shop().file(
                        "src/main/lakehouse/shop/total.sql", "/* @metric\nkey: []\n*/ SELECT COUNT(*) AS n FROM orders")
                .file("src/test/lakehouse/shop/noon/expected/total.csv", "n\n4\n");
        Explored explored = project.verify().explore("shop/total");

        assertThat(explored.meta().get("window").isNull()).isTrue();
        assertThat(explored.explorer().fixtures().get(0).line()).isEmpty();
        assertThat(explored.rows("slug.0", "UTC", "expected").get(0).versions()).containsExactly(List.of("4"));
        assertThat(explored.explorer().facts().largest().orElseThrow().delta()).contains("+1");
    }

    @Test
    void tells_a_store_that_cannot_be_read() throws IOException {
        Path file = directory.resolve("replay.duckdb");
        assertThatThrownBy(() -> ReplayStore.open(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it does not exist");
        Files.writeString(file, "no database");
        assertThatThrownBy(() -> ReplayStore.open(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("REPORT_UNREADABLE");
    }

    @Test
    void tells_models_apart_by_their_rows() {
        try (ReplayStore store = ReplayStore.open(shared.resolve("target/lakehouse/replay.duckdb"))) {
            assertThat(store.outputsDiffer("shop", "1.0.0", "gmv")).isTrue();
            assertThat(store.outputsDiffer("shop", "0.9", "gmv")).isFalse();
        }
    }
}
