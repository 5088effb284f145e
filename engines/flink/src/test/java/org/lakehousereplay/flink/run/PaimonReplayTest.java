package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.ReplayOutcome;

/** An order of 500 that becomes 600, in a table that adds amounts up by region. */
class PaimonReplayTest {

    private static final String LAKE = """
            SET 'table.exec.sink.upsert-materialize' = 'NONE';
            CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 'hdfs://nowhere/lake');
            USE CATALOG lake;
            CREATE TEMPORARY TABLE orders_cdc (
              order_id BIGINT, region STRING, amount BIGINT, PRIMARY KEY (order_id) NOT ENFORCED
            ) WITH ('connector' = 'mysql-cdc', 'hostname' = 'db');
            CREATE TABLE contract (
              order_id BIGINT, region STRING, amount BIGINT, PRIMARY KEY (order_id) NOT ENFORCED
            ) WITH ('bucket' = '1', 'changelog-producer' = '%s');
            CREATE TABLE region_sum (
              region STRING, amount BIGINT, PRIMARY KEY (region) NOT ENFORCED
            ) WITH (
              'bucket' = '1', 'changelog-producer' = 'lookup', 'merge-engine' = 'aggregation',
              'fields.amount.aggregate-function' = 'sum' %s
            );
            INSERT INTO contract SELECT * FROM orders_cdc;
            """;
    private static final String PLAIN = "INSERT INTO region_sum SELECT region, amount FROM contract;";
    private static final String SIGNED = """
            INSERT INTO region_sum
            SELECT region, CASE WHEN rowkind IN ('+I', '+U') THEN amount ELSE -amount END FROM contract$audit_log;
            """;
    private static final String UNSIGNED =
            "INSERT INTO region_sum SELECT region, amount FROM contract$audit_log WHERE rowkind IN ('+I', '+U');";

    @TempDir
    private Path directory;

    private Replays orders(String producer, String options, String insert) throws IOException {
        return new Replays(directory)
                .script(LAKE.formatted(producer, options) + insert)
                .outputs("contract", "region_sum")
                .input("orders_cdc", "0|+I|1|east|500", "1|-U|1|east|500", "1|+U|1|east|600");
    }

    private static List<String> sums(ReplayOutcome outcome) throws IOException {
        assertThat(outcome.problems()).isEmpty();
        return Replays.rows(outcome.outputs().get("region_sum").table().orElseThrow());
    }

    @Test
    void takesBackWhatWasBeforeTheUpdate() throws IOException {
        ReplayOutcome outcome = orders("lookup", "", PLAIN).run();

        assertThat(sums(outcome)).containsExactly("+I|east|600");
        assertThat(Replays.changelog(outcome, "contract"))
                .containsExactly("+I|1|east|500", "-U|1|east|500", "+U|1|east|600");
        assertThat(Replays.changelog(outcome, "region_sum"))
                .containsExactly("+I|east|500", "-U|east|500", "+U|east|600");
    }

    @Test
    void countsTwiceWhereTheTableIgnoresWhatIsTakenBack() throws IOException {
        assertThat(sums(orders("lookup", ", 'ignore-delete' = 'true', 'fields.amount.ignore-retract' = 'true'", PLAIN)
                        .run()))
                .containsExactly("+I|east|1100");
    }

    @Test
    void addsTheAuditLogUpBySign() throws IOException {
        assertThat(sums(orders("lookup", "", SIGNED).run())).containsExactly("+I|east|600");
    }

    @Test
    void countsTwiceWithoutTheSign() throws IOException {
        assertThat(sums(orders("lookup", "", UNSIGNED).run())).containsExactly("+I|east|1100");
    }

    @Test
    void countsTwiceWhereTheImageBeforeIsLost() throws IOException {
        assertThat(sums(orders("none", "", SIGNED).run())).containsExactly("+I|east|1100");
    }

    @Test
    void givesTheSameWhenItIsStoppedAfterEachIncrement() throws IOException {
        ReplayOutcome outcome = orders("lookup", "", SIGNED).restart().run();

        assertThat(sums(outcome)).containsExactly("+I|east|600");
        assertThat(Replays.changelog(outcome, "contract"))
                .containsExactly("+I|1|east|500", "-U|1|east|500", "+U|1|east|600");
    }
}
