package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;

class BoundTablesTest {

    private static final String CDC = """
            CREATE TABLE orders (id BIGINT, city STRING, amount BIGINT, PRIMARY KEY (id) NOT ENFORCED)
            WITH ('connector' = 'mysql-cdc');
            """;

    @TempDir
    private Path directory;

    private Replays replay(String script) {
        return new Replays(directory).script(script);
    }

    @Test
    void upsertsIntoATableWithAPrimaryKey() throws IOException {
        ReplayOutcome outcome = replay(CDC + """
                        CREATE TABLE sums (city STRING, amount BIGINT, PRIMARY KEY (city) NOT ENFORCED)
                        WITH ('connector' = 'jdbc', 'url' = 'jdbc:mysql://db/x', 'table-name' = 'sums');
                        INSERT INTO sums SELECT city, SUM(amount) FROM orders GROUP BY city;
                        """)
                .outputs("sums")
                .input("orders", "0|+I|1|sh|5", "0|-U|1|sh|5", "0|+U|1|bj|6", "0|+I|2|sh|1", "0|-D|2|sh|1")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "sums"))
                .containsExactly("+I|sh|5", "-D|sh|5", "+I|bj|6", "+I|sh|1", "-D|sh|1");
    }

    @Test
    void refusesUpdatesWhereTheTableTakesNone() throws IOException {
        ReplayOutcome outcome =
                replay(CDC + """
                        CREATE TABLE sums (city STRING, amount BIGINT) WITH ('connector' = 'kafka', 'format' = 'json');

                        INSERT INTO sums SELECT city, SUM(amount) FROM orders GROUP BY city;
                        """).outputs("sums").input("orders", "0|+I|1|sh|5").run();

        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.SCRIPT);
            assertThat(problem.position().orElseThrow().line()).isEqualTo(5);
            assertThat(problem.message()).contains("sums").contains("update").doesNotContain("\n");
        });
    }

    @Test
    void handsATopicOn() throws IOException {
        ReplayOutcome outcome = replay("""
                        CREATE TABLE arrived (id BIGINT, city STRING, amount BIGINT)
                        WITH ('connector' = 'kafka', 'format' = 'json');
                        CREATE TABLE clean (city STRING, amount BIGINT) WITH ('connector' = 'kafka', 'format' = 'json');
                        CREATE TABLE sums (city STRING, amount BIGINT) WITH ('connector' = 'print');
                        INSERT INTO sums SELECT city, SUM(amount) FROM clean GROUP BY city;
                        INSERT INTO clean SELECT UPPER(city), amount FROM arrived WHERE amount > 0;
                        """)
                .outputs("sums", "clean")
                .input("arrived", "0|+I|1|sh|5", "0|+I|2|sh|-1", "1|+I|3|sh|7")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "clean")).containsExactly("+I|SH|5", "+I|SH|7");
        assertThat(Replays.changelog(outcome, "sums")).containsExactly("+I|SH|5", "-U|SH|5", "+U|SH|12");
    }

    @Test
    void looksRowsUp() throws IOException {
        String script = """
                CREATE TABLE orders (id BIGINT, shop BIGINT, seen AS PROCTIME())
                WITH ('connector' = 'kafka', 'format' = 'json');
                CREATE TABLE shops (id BIGINT, name STRING, PRIMARY KEY (id) NOT ENFORCED)
                WITH ('connector' = 'jdbc', 'url' = 'jdbc:mysql://db/x', 'table-name' = 'shops');
                CREATE VIEW named AS
                SELECT o.id, s.name FROM orders AS o LEFT JOIN shops FOR SYSTEM_TIME AS OF o.seen AS s ON o.shop = s.id;
                """;
        ReplayOutcome outcome = replay(script)
                .outputs("named")
                .input("orders", "0|+I|1|10", "0|+I|2|11", "1|+I|3|10")
                .input("shops", "0|+I|10|tea", "1|+I|10|coffee")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "named")).containsExactly("+I|1|tea", "+I|2|", "+I|3|coffee");
    }

    @Test
    void givesAQueryThatStandsAlone() throws IOException {
        String script = CDC + "SELECT city, COUNT(*) FROM orders GROUP BY city";
        Replays replay = replay(script).outputs("pipeline").input("orders", "0|+I|1|sh|5", "0|+I|2|sh|5");

        assertThat(Replays.changelog(replay.run(), "pipeline")).containsExactly("+I|sh|1", "-U|sh|1", "+U|sh|2");
        assertThat(Replays.changelog(replay.mode(ReplayMode.BATCH).run(), "pipeline"))
                .containsExactly("+I|sh|2");
    }

    @Test
    void readsMetadataAndComputedColumns() throws IOException {
        ReplayOutcome outcome = replay("""
                        CREATE TABLE orders (
                          id BIGINT,
                          sent TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',
                          twice AS id * 2,
                          note STRING
                        ) WITH ('connector' = 'kafka', 'format' = 'json');
                        CREATE TABLE notes (note STRING, twice BIGINT, sent TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
                        INSERT INTO notes SELECT note, twice, sent FROM orders;
                        """)
                .outputs("notes")
                .input("orders", "0|+I|4|2024-05-18 04:00:00+00|hello")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "notes")).containsExactly("+I|hello|8|2024-05-18 04:00:00+00");
    }

    @Test
    void tellsWhichRowDoesNotFit() throws IOException {
        Replays replay = replay(CDC + "SELECT * FROM orders").outputs("pipeline");

        assertThat(replay.input("orders", "0|+I|1|sh|5", "0|+I|2|sh|five").run().problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.INPUT);
                    assertThat(problem.message()).contains("row 2 of orders").contains("amount");
                });
    }

    @Test
    void refusesARowKindThatTheSourceDoesNotGive() throws IOException {
        ReplayOutcome outcome = replay(CDC.replace("mysql-cdc", "kafka") + "SELECT * FROM orders")
                .outputs("pipeline")
                .input("orders", "0|+U|1|sh|5")
                .run();

        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.INPUT);
            assertThat(problem.message()).contains("is +U").contains("+I");
        });
    }

    @Test
    void takesWhatWasBeforeFromTheKeyOfAnUpsertSource() throws IOException {
        ReplayOutcome outcome = replay("""
                        CREATE TABLE orders (id BIGINT, city STRING, amount BIGINT, PRIMARY KEY (id) NOT ENFORCED)
                        WITH ('connector' = 'upsert-kafka', 'key.format' = 'json', 'value.format' = 'json');
                        CREATE TABLE sums (city STRING, amount BIGINT) WITH ('connector' = 'print');
                        INSERT INTO sums SELECT city, SUM(amount) FROM orders GROUP BY city;
                        """)
                .outputs("sums")
                .input("orders", "0|+I|1|sh|5", "0|+U|1|bj|6", "1|-D|1||")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "sums")).containsExactly("+I|sh|5", "-D|sh|5", "+I|bj|6", "-D|bj|6");
    }
}
