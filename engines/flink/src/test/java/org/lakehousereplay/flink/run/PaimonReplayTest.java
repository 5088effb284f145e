package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.spi.ReplayMode;
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

    private ReplayOutcome twoSources(String options) throws IOException {
        return new Replays(directory)
                .script("""
                        SET 'table.exec.sink.upsert-materialize' = 'NONE';
                        CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 'hdfs://nowhere/lake');
                        USE CATALOG lake;
                        CREATE TEMPORARY TABLE orders (order_id BIGINT, amount BIGINT)
                        WITH ('connector' = 'kafka', 'format' = 'json');
                        CREATE TEMPORARY TABLE payments (order_id BIGINT, payer STRING)
                        WITH ('connector' = 'kafka', 'format' = 'json');
                        CREATE TABLE wide (
                          order_id BIGINT, amount BIGINT, payer STRING, PRIMARY KEY (order_id) NOT ENFORCED
                        ) WITH ('bucket' = '1', 'merge-engine' = 'partial-update', 'changelog-producer' = 'lookup' %s);
                        CREATE TABLE by_payer (
                          payer STRING, amount BIGINT, PRIMARY KEY (payer) NOT ENFORCED
                        ) WITH ('bucket' = '1', 'merge-engine' = 'aggregation', 'changelog-producer' = 'lookup',
                          'fields.amount.aggregate-function' = 'sum');
                        INSERT INTO wide (order_id, amount) SELECT order_id, amount FROM orders;
                        INSERT INTO wide (order_id, payer) SELECT order_id, payer FROM payments;
                        INSERT INTO by_payer SELECT payer, amount FROM wide WHERE payer IS NOT NULL;
                        """.formatted(options))
                .outputs("wide", "by_payer")
                .input("orders", "0|+I|1|500", "0|+I|2|70", "2|+I|1|600")
                .input("payments", "1|+I|1|ann", "1|+I|2|bob")
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", 'commit.callbacks' = 'org.lakehousereplay.flink.run.SlowCommit'"})
    void putsTheColumnsOfTwoSourcesTogetherHoweverLongACommitTakes(String options) throws IOException {
        ReplayOutcome outcome = twoSources(options);

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "wide"))
                .containsExactly(
                        "+I|1|500|",
                        "+I|2|70|",
                        "-U|1|500|",
                        "+U|1|500|ann",
                        "-U|2|70|",
                        "+U|2|70|bob",
                        "-U|1|500|ann",
                        "+U|1|600|ann");
        assertThat(Replays.rows(outcome.outputs().get("by_payer").table().orElseThrow()))
                .containsExactly("+I|ann|600", "+I|bob|70");
    }

    @Test
    void readsTablesInBatchMode() throws IOException {
        ReplayOutcome outcome = new Replays(directory)
                .script(LAKE.formatted("none", "") + PLAIN + "\nSELECT SUM(amount) AS total FROM region_sum;")
                .outputs("contract", "region_sum", "pipeline")
                .mode(ReplayMode.BATCH)
                .input("orders_cdc", "0|+I|1|east|500", "0|+I|2|east|50", "1|-U|1|east|500", "1|+U|1|east|600")
                .run();

        assertThat(sums(outcome)).containsExactly("+I|east|650");
        assertThat(Replays.changelog(outcome, "pipeline")).containsExactly("+I|650");
    }
}
