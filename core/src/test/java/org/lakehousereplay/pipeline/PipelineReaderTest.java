package org.lakehousereplay.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.ProblemException;

class PipelineReaderTest {

    @TempDir
    private Path directory;

    private PipelineTree tree;

    @BeforeEach
    void newTree() {
        tree = new PipelineTree(directory);
    }

    @Test
    void aPipelineIsReadWhole() {
        Pipeline pipeline = tree.with(
                        "shop/pipeline.yaml",
                        "engine: duckdb\ntimeZone: Asia/Shanghai\nsources: {orders: {eventTime: PAID_AT}}\n")
                .with("shop/README.md", "words")
                .with("shop/.gitkeep", "")
                .with("shop/sources.sql", """
                        -- raw; tables
                        CREATE TYPE channel AS ENUM ('app', 'it''s; web');
                        CREATE TABLE orders (
                          id BIGINT PRIMARY KEY, -- a key; really
                          channel channel NOT NULL,
                          amount DECIMAL(18,2) CHECK (amount >= 0),
                          paid_at TIMESTAMP,
                          info STRUCT(city VARCHAR, tags VARCHAR[]),
                          attributes MAP(VARCHAR, INTEGER),
                          payload JSON,
                          UNIQUE (channel, paid_at)
                        );
                        CREATE TABLE events (seen_at TIMESTAMPTZ, day DATE, ok BOOLEAN,
                          order_id BIGINT REFERENCES orders (id))
                        """)
                .with("shop/dwd/paid.sql", "SELECT id, channel, amount, paid_at FROM orders WHERE amount > 0;\n")
                .with("shop/gmv.sql", """
                        -- licence
                        /* @metric
                        description: GMV in windows
                        unit: CNY
                        key: [Window_Start, channel]
                        window: {column: window_start, size: 10 minutes}
                        ordered: true
                        */
                        SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, channel, sum(amount)
                        FROM paid GROUP BY ALL
                        """)
                .sound();

        assertThat(pipeline.name()).isEqualTo("shop");
        assertThat(pipeline.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        Source orders = pipeline.sources().get(0);
        assertThat(orders.columns())
                .containsExactly(
                        new Column("id", "BIGINT", false),
                        new Column("channel", "ENUM('app', 'it''s; web')", false),
                        new Column("amount", "DECIMAL(18,2)", true),
                        new Column("paid_at", "TIMESTAMP", true),
                        new Column("info", "STRUCT(city VARCHAR, tags VARCHAR[])", true),
                        new Column("attributes", "MAP(VARCHAR, INTEGER)", true),
                        new Column("payload", "JSON", true));
        assertThat(orders.keys()).containsExactly(List.of("id"), List.of("channel", "paid_at"));
        assertThat(orders.checks()).containsExactly("(amount >= 0)");
        assertThat(orders.eventTime()).contains("paid_at");
        assertThat(pipeline.source("EVENTS").orElseThrow().columns())
                .extracting(Column::type)
                .containsExactly("TIMESTAMP WITH TIME ZONE", "DATE", "BOOLEAN", "BIGINT");
        assertThat(pipeline.source("events").orElseThrow().foreignKeys())
                .containsExactly(new ForeignKey(List.of("order_id"), "orders", List.of("id")));

        assertThat(pipeline.models()).extracting(Model::name).containsExactly("paid", "gmv");
        Model paid = pipeline.models().get(0);
        assertThat(paid.layer()).isEqualTo("dwd");
        assertThat(paid.reads()).containsExactly("orders");
        assertThat(paid.isMetric()).isFalse();
        assertThat(paid.inputColumns())
                .containsExactlyInAnyOrder(
                        new SourceColumn("orders", "id"),
                        new SourceColumn("orders", "channel"),
                        new SourceColumn("orders", "amount"),
                        new SourceColumn("orders", "paid_at"));
        Model gmv = pipeline.metric("gmv").orElseThrow();
        assertThat(gmv.layer()).isEmpty();
        assertThat(gmv.inputColumns()).isEmpty();
        assertThat(gmv.output())
                .containsExactly(
                        new Column("window_start", "TIMESTAMP", true),
                        new Column("channel", "ENUM('app', 'it''s; web')", true),
                        new Column("sum(amount)", "DECIMAL(38,2)", true));
        assertThat(gmv.metric())
                .contains(new Metric(
                        "GMV in windows",
                        List.of("window_start", "channel"),
                        Optional.of(new Window("window_start", new WindowSize(10, WindowSize.Unit.MINUTE))),
                        true,
                        "CNY",
                        List.of(),
                        new Location(directory.resolve("shop/gmv.sql"), 2, 1)));
    }

    @Test
    void theZoneIsUtcUnlessDeclared() {
        assertThat(tree.with("p/sources.sql", PipelineTree.ORDERS).sound().timeZone())
                .isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void aMetricOfOneRowHasAnEmptyKey() {
        Model total = tree.with("p/sources.sql", PipelineTree.ORDERS)
                .with("p/total.sql", "/* @metric key: [] */ SELECT sum(amount) FROM orders")
                .sound()
                .metrics()
                .get(0);

        assertThat(total.metric().orElseThrow().key()).isEmpty();
        assertThat(total.output()).extracting(Column::name).containsExactly("sum(amount)");
    }

    @Test
    void modelsComeBehindWhatTheyReadAndElseByPath() {
        Pipeline pipeline = tree.with("p/sources.sql", PipelineTree.ORDERS)
                .with("p/a.sql", "SELECT * FROM z_base")
                .with("p/dwd/z_base.sql", "SELECT id FROM ORDERS")
                .with("p/dwd/b.sql", "SELECT id FROM orders")
                .with("p/c.sql", "SELECT a.id FROM A JOIN b USING (id)")
                .sound();

        assertThat(pipeline.models()).extracting(Model::name).containsExactly("b", "z_base", "a", "c");
        assertThat(pipeline.models().get(3).reads()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void namesMayHoldSpacesQuotesAndChinese() {
        Pipeline pipeline = tree.with("订单 'x'/sources.sql", "CREATE TABLE \"订 单\" (\"金,额\" INTEGER, UNIQUE (\"金,额\"));")
                .with("订单 'x'/it's 10\".sql", "SELECT \"金,额\" AS 值 FROM \"订 单\"")
                .with("订单 'x'/v.2.sql", "SELECT 值 FROM \"it's 10\"\"\"")
                .sound();

        assertThat(pipeline.sources().get(0).keys()).containsExactly(List.of("金,额"));
        assertThat(pipeline.models()).extracting(Model::name).containsExactly("it's 10\"", "v.2");
    }

    @Test
    void aByteOrderMarkDoesNoHarm() {
        assertThat(tree.with("p/sources.sql", "\uFEFF" + PipelineTree.ORDERS)
                        .with("p/m.sql", "\uFEFFSELECT id FROM orders")
                        .sound()
                        .models())
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id FROM orders | false",
                "SELECT now() FROM orders | true",
                "SELECT current_date FROM orders | true",
                "SELECT id FROM orders WHERE paid_at > CURRENT_TIMESTAMP::TIMESTAMP - INTERVAL 5 MINUTES | true",
                "SELECT today() | true",
                "SELECT localtimestamp | true",
                "SELECT current_localtimestamp() | true",
                "SELECT get_current_timestamp() | true",
                "SELECT transaction_timestamp() | true",
                "SELECT age(paid_at) FROM orders | true",
                "SELECT age(paid_at, paid_at) FROM orders | false",
                "SELECT (SELECT max(id) FROM orders WHERE paid_at < now()) AS id | true",
                "WITH c AS (SELECT current_date AS d) SELECT d FROM c | true",
                "SELECT current_date FROM days | false",
                "SELECT sum(id) OVER (ORDER BY date_diff('day', now()::DATE, paid_at::DATE)) FROM orders | true",
            })
    void whetherAModelAsksForTheTime(String sql, boolean expected) {
        Model model = tree.with("p/sources.sql", PipelineTree.ORDERS + "CREATE TABLE days (\"current_date\" DATE);")
                .with("p/m.sql", sql)
                .sound()
                .models()
                .get(0);

        assertThat(model.usesClock()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id FROM orders | o.id",
                "SELECT o.amount FROM orders o WHERE o.id = 1 | o.amount o.id",
                "SELECT info.city FROM orders | o.info",
                "SELECT o.info.tags[1] FROM orders o | o.info",
                "SELECT * FROM orders | o.amount o.id o.info o.paid_at o.user_id",
                "SELECT * EXCLUDE (info) FROM orders | o.amount o.id o.info o.paid_at o.user_id",
                "SELECT count(*) AS n FROM orders | ``",
                "SELECT u.* FROM orders o JOIN users u ON o.user_id = u.id | o.user_id u.id u.name",
                "SELECT name FROM orders JOIN users USING (id) | o.id u.id u.name",
                "SELECT u.name FROM users u NATURAL JOIN orders | o.amount o.id o.info o.paid_at o.user_id u.id u.name",
                "SELECT o FROM orders o | o.amount o.id o.info o.paid_at o.user_id",
                "SELECT x FROM orders AS o(x) | o.amount o.id o.info o.paid_at o.user_id",
                "SELECT COLUMNS('i.*') FROM users | u.id u.name",
                "WITH orders AS (SELECT id FROM orders) SELECT id FROM orders | o.id",
                "FROM users | u.id u.name",
                "SELECT #1 FROM users | u.id u.name",
                "SELECT id FROM users UNION ALL SELECT id FROM orders ORDER BY id | o.id u.id",
                "SELECT max(amount) FROM orders HAVING min(paid_at) IS NOT NULL | o.amount o.paid_at",
                "PIVOT users ON name IN ('a') USING count(*) | u.id u.name",
            })
    void theColumnsOfSourcesThatAModelReads(String sql, String expected) {
        Model model = tree.with("p/sources.sql", PipelineTree.ORDERS + "CREATE TABLE users (id INTEGER, name VARCHAR);")
                .with("p/m.sql", sql)
                .sound()
                .models()
                .get(0);

        assertThat(model.inputColumns().stream()
                        .map(column -> column.source().charAt(0) + "." + column.column())
                        .sorted()
                        .toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    @Timeout(30)
    void aQueryThatNeverEndsIsReadWithoutRunningIt() {
        Pipeline pipeline = tree.with("p/sources.sql", PipelineTree.ORDERS)
                .with("p/a.sql", "SELECT count(*) AS n FROM range(1000000000000)")
                .with("p/b.sql", "SELECT list_sum(range(100000000)) AS n")
                .with("p/c.sql", "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n FROM t")
                .with("p/d.sql", "SELECT 'no number'::INTEGER AS i, NULL AS nothing FROM orders")
                .with("p/e.sql", "SELECT i, nothing FROM d; -- end")
                .sound();

        assertThat(pipeline.models()).hasSize(5);
        assertThat(pipeline.models().get(4).output().get(0)).isEqualTo(new Column("i", "INTEGER", true));
    }

    @Test
    void columnsOfAModelDoNotCountAsColumnsOfASource() {
        Pipeline pipeline = tree.with("p/sources.sql", PipelineTree.ORDERS)
                .with("p/a.sql", "SELECT id, amount FROM orders")
                .with("p/b.sql", "SELECT a.amount FROM a JOIN orders o ON a.id = o.id")
                .sound();

        assertThat(pipeline.models().get(1).inputColumns()).containsExactly(new SourceColumn("orders", "id"));
    }

    @Test
    void aProblemOfOnePipelineHidesNoOther() {
        PipelineReading reading = tree.with("good/sources.sql", PipelineTree.ORDERS)
                .with("bad/sources.sql", "CREATE TABEL x (a INTEGER)")
                .with("empty/.gitkeep", "")
                .with(".hidden/sources.sql", "nonsense")
                .with("stray.sql", "SELECT 1")
                .with("README.md", "words")
                .read();

        assertThat(reading.pipelines()).extracting(Pipeline::name).containsExactly("good");
        assertThat(reading.broken().keySet()).isEqualTo(Set.of("bad", "empty", "stray.sql"));
        assertThat(tree.show(reading.broken().get("stray.sql").get(0)))
                .isEqualTo("stray.sql: The file `stray.sql` is in no pipeline."
                        + " Move it into the directory of its pipeline, or remove it. [PIPELINE_ORPHAN_FILE]");
        assertThat(tree.show(reading.broken().get("empty").get(0)))
                .isEqualTo("empty: The pipeline has no sources.sql. Declare its raw tables by CREATE TABLE in"
                        + " empty/sources.sql. [SOURCES_MISSING]");
    }

    @Test
    void aDirectoryThatIsMissingOrEmptyIsTold() throws IOException {
        assertThatThrownBy(() -> PipelineReader.read(directory.resolve("nowhere")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("nowhere: The pipeline directory does not exist. Create it, or set"
                        + " lakehouse.pipelineDirectory to the directory that holds the pipelines."
                        + " [PIPELINES_MISSING]");
        assertThatThrownBy(() -> PipelineReader.read(directory))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The directory holds no pipeline");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> PipelineReader.read(file)).hasMessageContaining("is a file");
    }

    @Test
    void symbolicLinksStayInside(@TempDir Path elsewhere) throws IOException {
        tree.with("p/sources.sql", PipelineTree.ORDERS).with("q/sources.sql", PipelineTree.ORDERS);
        Path outside = Files.writeString(elsewhere.resolve("secret.sql"), "SELECT 1 AS one");
        Files.createSymbolicLink(directory.resolve("p/m.sql"), outside);
        Files.createSymbolicLink(directory.resolve("r"), elsewhere);
        Files.createSymbolicLink(directory.resolve("p/gone.sql"), directory.resolve("p/nothing.sql"));

        assertThat(tree.problems("p"))
                .containsExactly(
                        "p/gone.sql: It cannot be read: NoSuchFileException."
                                + " Check that it exists and that reading it is permitted. [FILE_UNREADABLE]",
                        "p/m.sql: The symbolic link leads out of the pipeline directory."
                                + " Put the file itself there. [PATH_OUTSIDE]");
        assertThat(tree.problems("r"))
                .containsExactly("r: The symbolic link leads out of the directory of pipelines."
                        + " Put the file itself there. [PATH_OUTSIDE]");
    }
}
