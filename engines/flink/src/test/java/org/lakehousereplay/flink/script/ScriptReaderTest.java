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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                        EXECUTE INSERT INTO dwd SELECT order_id, channel, paid_at FROM paid;
                        -- last
                        EXECUTE SELECT channel, COUNT(*) AS orders, CURRENT_DATE AS today FROM dwd GROUP BY channel
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
    }

    @Test
    void readsInTheModeOfTheScriptOrOfTheCaller() {
        String updating = """
                SET 'execution.runtime-mode' = 'batch';
                SET 'table.local-time-zone' = 'UTC';
                %s
                CREATE TABLE totals (channel STRING, amount DECIMAL(38, 2)) WITH ('connector' = 'kafka', 'format' = 'json');
                INSERT INTO totals SELECT channel, SUM(amount) FROM orders GROUP BY channel;
                """.formatted(ORDERS);

        assertThat(read(updating).problems()).isEmpty();
        assertThat(read(Optional.of(ReplayMode.BATCH), updating).problems()).isEmpty();
        assertThat(read(Optional.of(ReplayMode.STREAMING), updating).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("doesn't support consuming update changes");
                    assertThat(problem.remedy()).contains("upsert-kafka");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'connector' = 'kafka', 'format' = 'json' | INSERT_ONLY",
                "'connector' = 'kafka', 'value.format' = 'debezium-json' | CHANGELOG",
                "'connector' = 'kafka', 'format' = 'canal-json' | CHANGELOG",
                "'connector' = 'upsert-kafka', 'value.format' = 'json' | UPSERT",
                "'connector' = 'mysql-cdc' | CHANGELOG",
                "'connector' = 'postgres-cdc' | CHANGELOG",
                "'connector' = 'datagen' | INSERT_ONLY",
                "'connector' = 'jdbc' | INSERT_ONLY",
            })
    void knowsWhichRowKindsSourcesTake(String options, RowKinds kinds) {
        PipelineReading reading = read("CREATE TABLE s (id INT, v INT, PRIMARY KEY (id) NOT ENFORCED) WITH (" + options
                + "); SELECT id FROM s");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).extracting(SourceTable::kinds).containsExactly(kinds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'connector' = 'filesystem', 'path' = '/x', 'format' = 'csv' | INSERT_ONLY",
                "'connector' = 'jdbc' | UPSERT",
                "'connector' = 'starrocks' | UPSERT",
                "'connector' = 'print' | CHANGELOG",
            })
    void knowsWhichRowKindsSinksTake(String options, RowKinds kinds) {
        PipelineReading reading = read(ORDERS + "CREATE TABLE t (id BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ("
                + options + "); INSERT INTO t SELECT order_id FROM orders;");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.outputs()).extracting(OutputTable::kinds).containsExactly(kinds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ts | PT0S",
                "ts - INTERVAL '5' SECOND | PT5S",
                "ts - INTERVAL '1.5' SECOND | PT1.5S",
                "ts - INTERVAL '10' MINUTE | PT10M",
                "ts - INTERVAL '01:30' HOUR TO MINUTE | PT1H30M",
                "ts - INTERVAL '2' DAY | PT48H",
                "CAST(ts - INTERVAL '5' SECOND AS TIMESTAMP(3)) |",
            })
    void readsWatermarks(String strategy, Duration delay) {
        String text = "CREATE TABLE b (ts TIMESTAMP(3), WATERMARK FOR ts AS " + strategy
                + ") WITH ('connector' = 'kafka'); CREATE TABLE s (v INT) LIKE b; SELECT v FROM s";
        PipelineReading reading = read(text);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).singleElement().satisfies(source -> assertThat(source.eventTime())
                .contains(new EventTime("ts", Optional.ofNullable(delay))));
    }

    @Test
    void readsTablesMadeOfQueriesAndLookUps() {
        PipelineReading reading = read(ORDERS + """
                        CREATE TABLE shops (channel STRING, city STRING, opened DATE, PRIMARY KEY (channel) NOT ENFORCED)
                          WITH ('connector' = 'jdbc', 'url' = 'jdbc:mysql://db/x', 'table-name' = 'shops');
                        CREATE TABLE wide WITH ('connector' = 'kafka', 'format' = 'json') AS
                          SELECT o.order_id, s.city FROM orders AS o
                          LEFT JOIN shops FOR SYSTEM_TIME AS OF o.seen AS s ON o.channel = s.channel;
                        WITH w AS (SELECT city FROM wide) SELECT city, COUNT(*) AS n FROM w GROUP BY city;
                        """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).extracting(SourceTable::name).containsExactly("orders", "shops");
        OutputTable wide = reading.outputs().get(0);
        assertThat(wide.name()).isEqualTo("wide");
        assertThat(wide.reads())
                .isEqualTo(
                        Map.of("orders", Set.of("order_id", "channel", "paid_at"), "shops", Set.of("channel", "city")));
        assertThat(wide.usesClock()).isFalse();
        assertThat(reading.outputs().get(1).upstream()).containsExactly("wide");
    }

    @Test
    void takesOtherCatalogsAsCatalogsInMemory() {
        PipelineReading reading = read("""
                CREATE CATALOG warehouse WITH ('type' = 'hive', 'hive-conf-dir' = '/etc/hive', 'default-database' = 'dw');
                USE CATALOG warehouse;
                CREATE DATABASE IF NOT EXISTS ods;
                CREATE TABLE ods.orders (id INT) WITH ('connector' = 'kafka', 'format' = 'json');
                CREATE TABLE orders (id INT) WITH ('connector' = 'filesystem', 'path' = 'hdfs://x', 'format' = 'orc');
                INSERT INTO orders SELECT id FROM ods.orders;
                CREATE TABLE unused (id INT) WITH ('connector' = 'kafka');
                CREATE TABLE dropped (id INT) WITH ('connector' = 'kafka');
                DROP TABLE dropped;
                """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).extracting(SourceTable::name).containsExactly("orders");
        assertThat(reading.outputs()).extracting(OutputTable::name).containsExactly("dw_orders");
    }

    @Test
    void takesPaimonTablesThatNothingWritesAsSources() {
        PipelineReading reading = read("""
                CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 's3://x');
                CREATE TABLE lake.`default`.contracts (id INT, amount INT, PRIMARY KEY (id) NOT ENFORCED)
                  WITH ('changelog-producer' = 'lookup');
                SELECT SUM(IF(rowkind IN ('+I', '+U'), amount, -amount)) AS s FROM lake.`default`.contracts$audit_log
                """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sources()).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo("contracts");
            assertThat(source.kinds()).isEqualTo(RowKinds.CHANGELOG);
        });
        assertThat(reading.outputs().get(0).reads()).isEqualTo(Map.of("contracts", Set.of("id", "amount")));
    }

    @Test
    void runsTheSameDeclarationOfTwoScriptsOnce() {
        String catalog = "CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 's3://x');\n";
        PipelineReading reading = read(
                Optional.empty(),
                catalog + "CREATE TEMPORARY TABLE s (id INT) WITH ('connector' = 'kafka');\nSELECT id FROM s",
                catalog + "CREATE TEMPORARY TABLE s (id INT)\n  WITH ('connector' = 'kafka'); SELECT id + 1 FROM s");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.outputs()).extracting(OutputTable::name).containsExactly("gmv_10min", "more");

        assertThat(read(catalog + catalog).problems())
                .extracting(problem -> problem.position().orElseThrow().line())
                .containsExactly(2);
    }

    @Test
    void tellsVersionsApartByWhatTheySay() {
        String insert = "INSERT INTO gmv SELECT paid_at, channel, amount FROM orders WHERE amount > 0;";
        String first = fingerprint(ORDERS + GMV + insert);

        assertThat(fingerprint("-- new\n" + ORDERS + "\n" + GMV + insert.replace("WHERE", "\n /* only */ where")))
                .isEqualTo(first);
        assertThat(fingerprint(ORDERS.replace("'topic' = 'orders'", "'topic' = 'orders_v2'") + GMV + insert))
                .isEqualTo(first);
        assertThat(fingerprint(ORDERS + GMV + insert.replace("> 0", ">= 0"))).isNotEqualTo(first);
        assertThat(fingerprint(ORDERS.replace("'5' SECOND", "'6' SECOND") + GMV + insert))
                .isNotEqualTo(first);
        assertThat(fingerprint("SET 'table.exec.state.ttl' = '1 h';" + ORDERS + GMV + insert))
                .isNotEqualTo(first);
    }

    private String fingerprint(String text) {
        PipelineReading reading = read(text);
        assertThat(reading.problems()).isEmpty();
        return reading.outputs().get(0).fingerprint();
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
}
