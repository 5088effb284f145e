package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.fixture.FixtureReader;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;

/** Edits of the sample project's SQL that people are afraid of, each shown by an input that nobody wrote. */
class SampleWitnessTest {

    private static final Path SAMPLE = Path.of("../sample-project/src");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weekend-coupon|gmv_10min|gmv_10min|INTERVAL 10 MINUTE|INTERVAL 1 MINUTE",
                "weekend-coupon|gmv_10min|gmv_10min|COUNT(DISTINCT user_id)|COUNT(user_id)",
                "weekend-coupon|gmv_10min|gmv_10min|FULL JOIN|LEFT JOIN",
                "weekend-coupon|gmv_10min|gmv_10min|'COALESCE(gmv, 0)'|gmv",
                "weekend-coupon|gmv_10min|gmv_10min|'NULLIF(views, 0)'|views",
                "weekend-coupon|gmv_10min|gmv_10min|', 2)::DECIMAL(18, 2) AS arpu'|', 1)::DECIMAL(18, 2) AS arpu'",
                "weekend-coupon|gmv_10min|dwd/order_ledger|-refunds.amount|refunds.amount",
                "weekend-coupon|gmv_10min|dwd/order_ledger|JOIN orders_clean|LEFT JOIN orders_clean",
                "weekend-coupon|gmv_10min|dwd/orders_clean|QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at, amount) = 1|''",
                "weekend-coupon|gmv_10min|dwd/orders_clean|ORDER BY paid_at, amount|ORDER BY amount",
                "weekend-coupon|gmv_10min|dwd/events_clean|SELECT DISTINCT|SELECT",
                "weekend-coupon|gmv_10min|dwd/events_clean|'''click'''|'''cart'''",
                "weekend-coupon|best_channel_10min|best_channel_10min|HAVING SUM(amount) > 0|HAVING SUM(amount) >= 0",
                "weekend-coupon|best_channel_10min|best_channel_10min|gmv DESC|gmv",
                "weekend-coupon|buyers_new_returning_10min|buyers_new_returning_10min|>= window_start|> window_start",
                "weekend-coupon|payments_10min|payments_10min|WHERE entry = 'payment'|''",
                "user-behavior|dau_daily|dau_daily|Asia/Shanghai|UTC",
                "user-behavior|dau_daily|dau_daily|registered_on <= behavior_clean.day|registered_on < behavior_clean.day",
                "user-behavior|conversion_last_5min|conversion_last_5min|event_time < now()|event_time <= now()",
                "user-behavior|conversion_last_5min|conversion_last_5min|event_time >= now()|event_time > now()",
                "user-behavior|conversion_last_5min|conversion_last_5min|INTERVAL 5 MINUTE|INTERVAL 6 MINUTE",
                "user-behavior|anomaly_alert|anomaly_alert|> 0.05|>= 0.05",
                "user-behavior|anomaly_alert|anomaly_alert|> 0.05|> 0.06",
                "user-behavior|event_probability|event_probability|occurrences DESC|occurrences",
                "user-behavior|events_per_user_10s|events_per_user_10s|LEFT JOIN|JOIN",
                "lead-funnel|lead_funnel_daily|dwd/leads|AT TIME ZONE tenant.time_zone|AT TIME ZONE 'UTC'",
                "lead-funnel|mau_monthly|dws/mau_monthly|COUNT(DISTINCT|COUNT(",
                "lead-funnel|lead_funnel_daily|dwd/live_tenants|WHERE NOT is_demo|''"
            })
    void an_edit_of_the_sample_is_shown(String pipeline, String metric, String model, String text, String replacement)
            throws SQLException, IOException {
        Path before = copy(pipeline, "before");
        Path after = copy(pipeline, "after");
        Path file = after.resolve(pipeline).resolve(model + ".sql");
        String sql = Files.readString(file);
        assertThat(sql).contains(text);
        Files.writeString(file, sql.replace(text, replacement == null ? "" : replacement));
        var reading = PipelineReader.read(before);
        Pipeline candidate = reading.pipelines().get(0);
        var changedReading = PipelineReader.read(after);
        assertThat(changedReading.broken()).isEmpty();
        Pipeline other = changedReading.pipelines().get(0);
        Model changedMetric = other.metric(metric).orElseThrow();
        SubsetVersion changed = SubsetVersion.changed(candidate, changedMetric, other.closure(List.of(changedMetric)));
        var chosen = new FixtureReader(reading, List.of())
                .read(SAMPLE.resolve("test/lakehouse")).fixtures().stream()
                        .filter(fixture -> fixture.pipeline().equals(pipeline))
                        .toList();
        ReplayOptions options = new ReplayOptions(
                1,
                "",
                Duration.ofMinutes(1),
                Files.createDirectories(directory.resolve("out")).resolve("replay.duckdb"));
        try (ReplaySession session =
                ReplaySession.replay(options, reading.pipelines(), chosen, any -> true, any -> {})) {
            WitnessSearch search = session.witnesses(
                            candidate, candidate.metric(metric).orElseThrow())
                    .orElseThrow();
            WitnessResult result = search.search(changed, new SearchLimits(1000, Duration.ofSeconds(20)));
            assertThat(result.witness()).as("of %s tried", result.tried()).isPresent();
        }
    }

    private Path copy(String pipeline, String name) throws IOException {
        Path root = SAMPLE.resolve("main/lakehouse");
        Path target = directory.resolve(name);
        try (Stream<Path> files = Files.walk(root.resolve(pipeline))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(root.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return target;
    }
}
