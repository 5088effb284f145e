package org.lakehousereplay.flink.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.functions.ScalarFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EngineProblem.Kind;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;

class RepeatabilityTest {

    private static final String TABLES = """
            CREATE TABLE orders (id BIGINT, shop BIGINT, pt AS PROCTIME()) WITH ('connector' = 'kafka', 'format' = 'json');
            CREATE TABLE shops (id BIGINT, name STRING) WITH ('connector' = 'jdbc');
            CREATE TABLE log (id BIGINT, ts TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
            CREATE VIEW seen AS SELECT id, pt AS moment FROM orders;
            """;

    @TempDir
    private Path directory;

    private List<EngineProblem> problems(String text) {
        PipelineScripts scripts = new PipelineScripts(
                "p", List.of(new Script(Path.of("a.sql"), TABLES + text)), ZoneOffset.UTC, Optional.empty());
        return new ScriptReader(directory).read(scripts).reading().problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "SELECT id, RAND() AS r FROM orders; 12; RAND()",
                "SELECT id, RAND_INTEGER(5) AS r FROM orders; 12; RAND_INTEGER()",
                "SELECT id, CONCAT('x', UUID()) AS r FROM orders; 24; UUID()",
                "SELECT id, UNIX_TIMESTAMP() - 5 AS r FROM orders; 12; UNIX_TIMESTAMP()",
                "SELECT id, CAST(pt AS DATE) AS d FROM orders; 17; pt",
                "SELECT id, CAST(PROCTIME() AS DATE) AS d FROM orders; 17; PROCTIME()",
                "SELECT id FROM orders WHERE DATE_FORMAT(pt, 'HH') = '03'; 41; pt",
                "SELECT id FROM seen WHERE HOUR(moment) = 3; 32; moment",
                "SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(pt), INTERVAL '1' DAY))"
                        + " GROUP BY window_start, window_end; 79; pt",
                "SELECT COUNT(*) AS n FROM orders GROUP BY TUMBLE(pt, INTERVAL '1' DAY); 50; pt",
                "SELECT id, COUNT(*) OVER (PARTITION BY shop ORDER BY pt RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND"
                        + " CURRENT ROW) AS n FROM orders; 54; pt",
                "INSERT INTO log SELECT id, pt FROM orders; 28; the column pt",
                "INSERT INTO log SELECT id, PROCTIME() FROM orders; 28; the column",
                "SELECT * FROM seen; 1; the column moment",
                "CREATE TABLE t (id BIGINT, r AS RAND()) WITH ('connector' = 'kafka'); 33; RAND()"
            })
    void refusesWhatDiffersFromRunToRun(String statement, int column, String part) {
        assertThat(problems(statement)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith(part + " ").contains("run");
            assertThat(problem.position()).contains(new EngineProblem.Position(Path.of("a.sql"), 5, column));
            assertThat(problem.kind()).isEqualTo(Kind.UNSUPPORTED);
            assertThat(problem.remedy()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT o.id, s.name FROM orders AS o LEFT JOIN shops FOR SYSTEM_TIME AS OF o.pt AS s ON o.shop = s.id",
                "SELECT o.id, s.name FROM (SELECT *, PROCTIME() AS looked FROM shops) AS o"
                        + " JOIN shops FOR SYSTEM_TIME AS OF o.looked AS s ON o.id = s.id",
                "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY shop ORDER BY pt DESC) AS n FROM orders)"
                        + " WHERE n = 1",
                "SELECT id, COUNT(*) OVER (PARTITION BY shop ORDER BY PROCTIME()) AS n FROM orders",
                "SELECT id, SUM(id) OVER w AS n FROM orders WINDOW w AS (PARTITION BY shop ORDER BY pt"
                        + " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
                "SELECT id, NOW() AS n, RAND(7) AS r, RAND_INTEGER(7, 5) AS i, UNIX_TIMESTAMP('2024-05-18 00:00:00') AS u"
                        + " FROM orders",
                "INSERT INTO log SELECT id, CURRENT_TIMESTAMP FROM orders"
            })
    void letsPassWhatDoesNot(String statement) {
        assertThat(problems(statement)).isEmpty();
    }

    @Test
    void takesFunctionsOfUsersForWhatTheyAre() {
        assertThat(problems("CREATE TEMPORARY SYSTEM FUNCTION uuid AS '" + Constant.class.getName()
                        + "';\nSELECT UUID() AS u FROM orders"))
                .isEmpty();
    }

    /** Always the same. */
    public static final class Constant extends ScalarFunction {

        private static final long serialVersionUID = 1L;

        /** The text. */
        public String eval() {
            return "the same";
        }
    }
}
