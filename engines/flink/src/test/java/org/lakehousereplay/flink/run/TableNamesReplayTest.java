package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.ReplayOutcome;

class TableNamesReplayTest {

    @TempDir
    private Path directory;

    @Test
    void tellsTablesOfOneNameApart() throws IOException {
        ReplayOutcome outcome = new Replays(directory)
                .script("""
                        CREATE TEMPORARY TABLE orders (id BIGINT, amount BIGINT, PRIMARY KEY (id) NOT ENFORCED)
                          WITH ('connector' = 'mysql-cdc', 'hostname' = 'db');
                        CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 'hdfs://nowhere/lake');
                        CREATE DATABASE lake.ods;
                        CREATE TABLE lake.ods.orders (id BIGINT, amount BIGINT, PRIMARY KEY (id) NOT ENFORCED)
                          WITH ('bucket' = '1');
                        INSERT INTO lake.ods.orders SELECT * FROM orders;
                        """)
                .outputs("ods_orders")
                .input("orders", "0|+I|1|500", "0|+U|1|600")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.rows(outcome.outputs().get("ods_orders").table().orElseThrow()))
                .containsExactly("+I|1|600");
    }

    @Test
    void fillsPaimonTablesThatNothingWrites() throws IOException {
        ReplayOutcome outcome = new Replays(directory)
                .script("""
                        CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 'hdfs://nowhere/lake');
                        CREATE TABLE lake.`default`.contracts (id BIGINT, amount BIGINT, PRIMARY KEY (id) NOT ENFORCED)
                          WITH ('bucket' = '1', 'changelog-producer' = 'lookup');
                        CREATE TABLE changes (kind STRING, amount BIGINT) WITH ('connector' = 'print');
                        INSERT INTO changes SELECT rowkind, amount FROM lake.`default`.contracts$audit_log;
                        """)
                .outputs("changes")
                .input("contracts", "0|+I|1|500", "1|-U|1|500", "1|+U|1|600")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "changes")).containsExactly("+I|+I|500", "+I|-U|500", "+I|+U|600");
    }
}
