package org.lakehousereplay.flink.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EventTime;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.RowKinds;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.TableColumn;

class ScriptReaderTest {

    private static final String ORDERS = """
            CREATE TABLE orders (
              order_id BIGINT NOT NULL,
              channel STRING,
              amount DECIMAL(10, 2),
              note STRING,
              paid_at TIMESTAMP(3),
              arrived TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',
              day_of AS CAST(paid_at AS DATE),
              seen AS PROCTIME(),
              WATERMARK FOR paid_at AS paid_at - INTERVAL '5' SECOND
            ) WITH ('connector' = 'kafka', 'topic' = 'orders', 'format' = 'json');
            """;

    private static final String GMV = """
            CREATE TABLE gmv (
              window_start TIMESTAMP(3), channel STRING, gmv DECIMAL(38, 2)
            ) WITH ('connector' = 'kafka', 'topic' = 'gmv', 'format' = 'json');
            """;

    @TempDir
    private Path directory;

    @Test
    void readsSourcesAndSinks() {
        PipelineReading reading = read(ORDERS + GMV + """
                        /* @metric key: [window_start] */
                        INSERT INTO gmv
                        SELECT window_start, channel, SUM(amount)
                        FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(paid_at), INTERVAL '10' MINUTES))
                        GROUP BY window_start, window_end, channel;
                        """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo("orders");
            assertThat(source.columns())
                    .containsExactly(
                            new TableColumn("order_id", "BIGINT NOT NULL", "BIGINT", false),
                            new TableColumn("channel", "VARCHAR(2147483647)", "VARCHAR", true),
                            new TableColumn("amount", "DECIMAL(10, 2)", "DECIMAL(10,2)", true),
                            new TableColumn("note", "VARCHAR(2147483647)", "VARCHAR", true),
                            new TableColumn("paid_at", "TIMESTAMP(3)", "TIMESTAMP", true),
                            new TableColumn(
                                    "arrived", "TIMESTAMP(3) WITH LOCAL TIME ZONE", "TIMESTAMP WITH TIME ZONE", true));
            assertThat(source.kinds()).isEqualTo(RowKinds.INSERT_ONLY);
            assertThat(source.eventTime()).contains(new EventTime("paid_at", Optional.of(Duration.ofSeconds(5))));
            assertThat(source.place().start()).isZero();
        });
        assertThat(reading.outputs()).singleElement().satisfies(output -> {
            assertThat(output.name()).isEqualTo("gmv");
            assertThat(output.columns())
                    .extracting(TableColumn::storeType)
                    .containsExactly("TIMESTAMP", "VARCHAR", "DECIMAL(38,2)");
            assertThat(output.kinds()).isEqualTo(RowKinds.INSERT_ONLY);
            assertThat(output.reads()).isEqualTo(Map.of("orders", Set.of("amount", "channel", "paid_at")));
            assertThat(output.upstream()).isEmpty();
            assertThat(output.usesClock()).isFalse();
            assertThat(output.places()).hasSize(2);
        });
    }

    @Test
    void readsViewsTopicsAndQueries() {
        PipelineReading reading = read(ORDERS + """
                        CREATE TEMPORARY VIEW paid AS SELECT order_id, channel, amount, paid_at FROM orders WHERE amount > 0;
                        CREATE TABLE dwd (order_id BIGINT, channel STRING, paid_at TIMESTAMP(3),
                          WATERMARK FOR paid_at AS paid_at)
                          WITH ('connector' = 'kafka', 'topic' = 'dwd', 'format' = 'json');
                        INSERT INTO dwd SELECT order_id, channel, paid_at FROM paid;
                        -- last
                        SELECT channel, COUNT(*) AS orders, CURRENT_DATE AS today FROM dwd GROUP BY channel
                        """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).extracting(SourceTable::name).containsExactly("orders");
        assertThat(reading.outputs()).extracting(OutputTable::name).containsExactly("paid", "dwd", "gmv_10min");
        OutputTable paid = reading.outputs().get(0);
        OutputTable dwd = reading.outputs().get(1);
        OutputTable query = reading.outputs().get(2);
        assertThat(paid.kinds()).isEqualTo(RowKinds.INSERT_ONLY);
        assertThat(paid.reads()).isEqualTo(Map.of("orders", Set.of("amount", "channel", "order_id", "paid_at")));
        assertThat(dwd.upstream()).containsExactly("paid");
        assertThat(dwd.usesClock()).isFalse();
        assertThat(query.kinds()).isEqualTo(RowKinds.CHANGELOG);
        assertThat(query.upstream()).containsExactly("dwd");
        assertThat(query.reads()).containsKey("orders");
        assertThat(query.usesClock()).isTrue();
        assertThat(query.columns()).extracting(TableColumn::name).containsExactly("channel", "orders", "today");
    }

    @Test
    void readsPaimonTables() {
        PipelineReading reading = read("""
                SET 'execution.checkpointing.interval' = '10 s';
                CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 'hdfs://nowhere/lake', 'metastore' = 'hive');
                CREATE TEMPORARY TABLE orders (
                  order_id BIGINT, user_id BIGINT, amount DECIMAL(10, 2), PRIMARY KEY (order_id) NOT ENFORCED
                ) WITH ('connector' = 'mysql-cdc', 'hostname' = 'db', 'table-name' = 'orders');
                USE CATALOG lake;
                CREATE DATABASE IF NOT EXISTS dwd;
                CREATE TABLE IF NOT EXISTS dwd.order_wide (
                  order_id BIGINT, user_id BIGINT, amount DECIMAL(10, 2), paid DECIMAL(10, 2),
                  PRIMARY KEY (order_id) NOT ENFORCED
                ) WITH ('merge-engine' = 'partial-update', 'changelog-producer' = 'lookup', 'bucket' = '1');
                CREATE TABLE dwd.per_user (user_id BIGINT, amount DECIMAL(38, 2), PRIMARY KEY (user_id) NOT ENFORCED)
                  WITH ('merge-engine' = 'aggregation', 'fields.amount.aggregate-function' = 'sum', 'bucket' = '1');
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO dwd.order_wide (order_id, user_id, amount)
                  SELECT order_id, user_id, amount FROM default_catalog.default_database.orders;
                INSERT INTO dwd.per_user SELECT user_id, amount FROM dwd.order_wide /*+ OPTIONS('scan.mode' = 'latest') */;
                END;
                CREATE TEMPORARY VIEW changes AS
                  SELECT rowkind, amount FROM dwd.`order_wide$audit_log`;
                """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).singleElement().satisfies(source -> {
            assertThat(source.kinds()).isEqualTo(RowKinds.CHANGELOG);
            assertThat(source.primaryKey()).containsExactly("order_id");
            assertThat(source.eventTime()).isEmpty();
        });
        assertThat(reading.outputs())
                .extracting(OutputTable::name, OutputTable::kinds, OutputTable::primaryKey, OutputTable::upstream)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"order_wide\", CHANGELOG, [\"order_id\"], [])",
                        "(\"per_user\", UPSERT, [\"user_id\"], [\"order_wide\"])",
                        "(\"changes\", INSERT_ONLY, [], [\"order_wide\"])");
        assertThat(reading.outputs().get(0).reads())
                .isEqualTo(Map.of("orders", Set.of("order_id", "user_id", "amount")));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesNoThreadBehind() {
        readsSourcesAndSinks();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        readsPaimonTables();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
                .isEmpty();
        long start = System.nanoTime();
        readsPaimonTables();
        readsSourcesAndSinks();
        readsViewsTopicsAndQueries();
        System.out.println("three readings: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private PipelineReading read(String text) {
        return read(Optional.empty(), text);
    }

    private PipelineReading read(Optional<ReplayMode> mode, String... texts) {
        List<Script> scripts = new ArrayList<>();
        for (String text : texts) {
            scripts.add(new Script(Path.of(scripts.isEmpty() ? "gmv_10min.flink.sql" : "more.sql"), text));
        }
        return new ScriptReader(directory)
                .read(new PipelineScripts("p", scripts, ZoneId.of("Asia/Shanghai"), mode))
                .reading();
    }

    private static EngineProblem problem(EngineProblem.Kind kind, int line, int column, String message) {
        return new EngineProblem(
                kind,
                Optional.of(new EngineProblem.Position(Path.of("gmv_10min.flink.sql"), line, column)),
                message,
                "");
    }
}
