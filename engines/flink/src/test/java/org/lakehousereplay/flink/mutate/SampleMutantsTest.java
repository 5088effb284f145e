package org.lakehousereplay.flink.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.ScriptMutant;

/** The mistakes that were made in practice are among the mutants of the sample for streams. */
class SampleMutantsTest {

    private static final PipelineScripts CONTRACTS = Scripts.sample(
            "contract-performance",
            "session.sql",
            "ods/project.sql",
            "ods/contract.sql",
            "dwd/project_wide.sql",
            "dwd/contract_change.sql",
            "dws/contract_history.sql",
            "dws/contract_reached.sql",
            "dws/region_performance.sql");

    private static final PipelineScripts ORDERS = Scripts.sample(
            "order-layers",
            "session.sql",
            "ods/orders.sql",
            "ods/payments.sql",
            "ods/categories.sql",
            "dwd/dwd_orders.sql",
            "dwm/dwm_user_shop.sql",
            "dws/dws_users_shops.sql",
            "ads/category_daily.sql",
            "ads/shop_buyers.sql",
            "ads/top_shops_daily.sql");

    private static final PipelineScripts BEHAVIOR =
            Scripts.sample("user-behavior", "sources.flink.sql", "events_per_user_10s.flink.sql");

    private static final PipelineScripts VIEWS = Scripts.sample("product-views", "views_per_product_1min.sql");

    @TempDir
    private Path directory;

    @Test
    void a_lost_sign_of_what_goes_is_among_the_mutants() {
        assertThat(mutants(CONTRACTS, 60))
                .contains(
                        "dws/region_performance.sql:31 sign: -1 -> 1",
                        "dws/region_performance.sql:31 event-type: rowkind IN ('+I', '+U') -> rowkind IN ('+U')",
                        "dws/contract_reached.sql:27 filter-dropped: rowkind IN ('+I', '+U') -> ",
                        "ods/contract.sql:43 rounding: TRUNCATE(paid_amount * 100 / NULLIF(contract_amount, 0), 2)"
                                + " -> ROUND(paid_amount * 100 / NULLIF(contract_amount, 0), 2)");
    }

    @Test
    void buyers_that_count_twice_and_a_lost_ranking_are_among_the_mutants() {
        assertThat(mutants(ORDERS, 40))
                .contains(
                        "ads/shop_buyers.sql:6 distinct-dropped: COUNT(DISTINCT user_id) -> COUNT(user_id)",
                        "ads/top_shops_daily.sql:18 deduplication: place <= 3 -> ",
                        "ads/top_shops_daily.sql:14 deduplication-order: ORDER BY revenue DESC -> ORDER BY revenue");
    }

    @Test
    void another_window_and_another_delay_are_among_the_mutants() {
        assertThat(mutants(BEHAVIOR, 7))
                .contains(
                        "events_per_user_10s.flink.sql:23 window-size:"
                                + " TUMBLE(TABLE behavior, DESCRIPTOR(event_time), INTERVAL '10' SECOND)"
                                + " -> TUMBLE(TABLE behavior, DESCRIPTOR(event_time), INTERVAL '1' SECOND)",
                        "sources.flink.sql:8 late-cut-off:"
                                + " WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND"
                                + " -> WATERMARK FOR event_time AS event_time - INTERVAL '10' SECOND");
        assertThat(mutants(VIEWS, 10)).contains("views_per_product_1min.sql:46 filter-dropped: event = 'view' -> ");
    }

    /** The mutants in one line each, all of which must be planned, and no fewer than some. */
    private List<String> mutants(PipelineScripts scripts, int atLeast) {
        List<ScriptMutant> mutants = FlinkMutants.of(scripts, new ScriptReader(directory));
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(atLeast).isEqualTo(FlinkMutants.unplanned(scripts));
        List<String> lines = new ArrayList<>();
        for (ScriptMutant mutant : mutants) {
            List<Script> changed = new ArrayList<>(mutant.scripts());
            changed.removeAll(scripts.scripts());
            assertThat(changed).extracting(Script::file).containsExactly(mutant.file());
            lines.add(mutant.file() + ":" + mutant.line() + " " + mutant.operator() + ": " + mutant.before() + " -> "
                    + mutant.after());
        }
        return lines;
    }
}
