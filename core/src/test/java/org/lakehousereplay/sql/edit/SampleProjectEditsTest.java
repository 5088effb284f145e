package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.sql.SqlFailure;

/** The SQL of the sample project, changed in many ways: edits lead from every variant to every other. */
class SampleProjectEditsTest {

    /** What somebody might type instead of something, and something that goes with nothing instead. */
    private static final List<List<String>> CHANGES = List.of(
            List.of("INTERVAL 10 MINUTE", "INTERVAL 1 MINUTE"),
            List.of("INTERVAL 1 MINUTE", "INTERVAL 1 HOUR"),
            List.of("INTERVAL 10 SECOND", "INTERVAL 30 SECOND"),
            List.of("INTERVAL 5 MINUTE", "INTERVAL 15 MINUTE"),
            List.of("INTERVAL 1 HOUR", "INTERVAL 90 MINUTE"),
            List.of("'Asia/Shanghai'", "'UTC'"),
            List.of(" AT TIME ZONE tenant.time_zone", ""),
            List.of("date_trunc('month'", "date_trunc('quarter'"),
            List.of("COUNT(DISTINCT ", "COUNT("),
            List.of("SELECT DISTINCT ", "SELECT "),
            List.of("SUM(amount)", "AVG(amount)"),
            List.of("SUM(amount) AS gmv", "SUM(amount) * 2 AS gmv"),
            List.of(" FILTER (WHERE event = 'view')", ""),
            List.of("WHERE event = 'click'", "WHERE event IN ('click', 'view')"),
            List.of("WHERE entry = 'payment'", "WHERE entry <> 'refund'"),
            List.of("COALESCE(gmv, 0)", "gmv"),
            List.of("COALESCE(events, 0)", "COALESCE(events, 1)"),
            List.of("NULLIF(buyers, 0)", "buyers"),
            List.of(", 4)::DECIMAL(9, 4)", ", 2)::DECIMAL(9, 4)"),
            List.of("::DECIMAL(9, 4)", "::DECIMAL(9, 2)"),
            List.of("::DECIMAL(18, 2)", ""),
            List.of("FULL JOIN", "LEFT JOIN"),
            List.of("LEFT JOIN", "JOIN"),
            List.of("\nJOIN", "\nLEFT JOIN"),
            List.of("UNION ALL", "UNION"),
            List.of("-refunds.amount", "refunds.amount"),
            List.of("WHERE paid_at IS NOT NULL", "WHERE amount > 0"),
            List.of("WHERE paid_at IS NOT NULL", "WHERE paid_at IS NOT NULL AND amount > 0"),
            List.of("WHERE user_id IS NOT NULL", ""),
            List.of("WHERE NOT is_demo", ""),
            List.of("log.stage = 'followed_up' AND ", ""),
            List.of("WHERE log.stage", "WHERE log.changed_at IS NOT NULL AND log.stage"),
            List.of("HAVING bool_or(log.stage = 'created')", ""),
            List.of("HAVING SUM(amount) > 0", "HAVING SUM(amount) >= 0"),
            List.of("> 0.05", ">= 0.05"),
            List.of("received_at <= event_time", "received_at < event_time"),
            List.of("AND event_time < now()", "AND event_time <= now()"),
            List.of("registered_on <= behavior_clean.day", "registered_on < behavior_clean.day"),
            List.of("registered_on <= active.day", "registered_on < active.day"),
            List.of("first_paid_at >= window_start", "first_paid_at > window_start"),
            List.of("ORDER BY received_at)", "ORDER BY received_at DESC)"),
            List.of("PARTITION BY order_id", "PARTITION BY order_id, user_id"),
            List.of("QUALIFY row_number() OVER (PARTITION BY view_id ORDER BY viewed_at) = 1", ""),
            List.of(" DESC", ""),
            List.of("ORDER BY occurrences DESC, ", "ORDER BY "),
            List.of("GROUP BY ALL", "GROUP BY 1, 2"),
            List.of("FROM orders_clean", "FROM orders"),
            List.of("FROM behavior_clean", "FROM (SELECT * FROM behavior_clean WHERE is_anomalous) AS behavior_clean"),
            List.of("COUNT(*) AS events,", "COUNT(*) AS events, MIN(event_time) AS first_event,"),
            List.of(" AS log", " AS entries"));

    static List<String> pipelines() {
        return SamplePipeline.names();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void edits_lead_from_every_variant_to_every_other(String name) throws Exception {
        try (SamplePipeline pipeline = SamplePipeline.open(name)) {
            for (String model : pipeline.models().values()) {
                List<String> variants = variants(pipeline, model);
                for (int from = 0; from < variants.size(); from++) {
                    int next = (from + 1) % variants.size();
                    for (int to : new LinkedHashSet<>(List.of(0, next))) {
                        QueryComparisonTest.assertEditsLeadTo(
                                pipeline.database(),
                                QueryComparison.of(pipeline.database(), variants.get(from), variants.get(to)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void likes_together_make_a_query_that_binds(String name) throws Exception {
        try (SamplePipeline pipeline = SamplePipeline.open(name)) {
            for (String model : pipeline.models().values()) {
                String everything = model;
                for (List<String> change : CHANGES) {
                    String changed = everything.replace(change.get(0), change.get(1));
                    everything = pipeline.binds(changed) ? changed : everything;
                }
                assertBinds(pipeline, QueryComparison.of(pipeline.database(), model, everything));
            }
        }
    }

    private static void assertBinds(SamplePipeline pipeline, QueryComparison comparison) throws SqlFailure {
        Set<Integer> groups =
                comparison.edits().stream().map(QueryEdit::group).collect(Collectors.toCollection(LinkedHashSet::new));
        for (int group : groups) {
            Set<QueryEdit> alike = comparison.edits().stream()
                    .filter(edit -> edit.group() == group)
                    .collect(Collectors.toSet());
            String hybrid = comparison.merged(alike);
            assertThat(pipeline.binds(hybrid)).as(hybrid).isTrue();
            for (QueryEdit edit : alike) {
                comparison.probe(edit).ifPresent(probe -> assertThat(List.of(probe.before(), probe.after()))
                        .allMatch(pipeline::binds));
            }
        }
    }

    private static List<String> variants(SamplePipeline pipeline, String model) {
        Set<String> variants = new LinkedHashSet<>();
        variants.add(model);
        for (List<String> change : CHANGES) {
            String variant = model.replace(change.get(0), change.get(1));
            if (pipeline.binds(variant)) {
                variants.add(variant);
            }
        }
        return new ArrayList<>(variants);
    }
}
