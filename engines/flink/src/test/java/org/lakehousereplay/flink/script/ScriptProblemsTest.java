package org.lakehousereplay.flink.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EngineProblem.Kind;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;

class ScriptProblemsTest {

    private static final String TABLES = """
            CREATE TABLE orders (id BIGINT, amount DECIMAL(10, 2), ts TIMESTAMP(3)) WITH ('connector' = 'kafka');
            CREATE TABLE gmv (id BIGINT, amount DECIMAL(10, 2)) WITH ('connector' = 'kafka', 'format' = 'json');
            """;

    @TempDir
    private Path directory;

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(TABLES + "\n-- total\nINSERT INTO gmv\n  SELECT id, amont FROM orders;", 6, 14, "amont"),
                Arguments.of(TABLES + "  SELECT id FROM order_s", 3, 18, "order_s"),
                Arguments.of(TABLES + "INSERT INTO gvm SELECT id, amount FROM orders;", 3, 13, "gvm"),
                Arguments.of(TABLES + "INSERT INTO gmv\nSELECT id, ts FROM orders;", 4, 12, "Incompatible types"),
                Arguments.of(TABLES + "INSERT INTO gmv\nSELECT id FROM orders;", 3, 13, "Different number of columns"),
                Arguments.of(
                        TABLES + "INSERT INTO gmv\nSELECT id, SUM(amount) FROM orders GROUP BY id;",
                        3,
                        13,
                        "doesn't support consuming update changes"),
                Arguments.of(TABLES + "CREATE VIEW v AS\n SELECT SUBSTR(id, 1) FROM orders;", 4, 9, "SUBSTR"),
                Arguments.of(TABLES + "CREATE VIEW v AS\n SELECT no_such(id) FROM orders;", 4, 9, "no_such"),
                Arguments.of("CREATE TABLE t (\n  a INT,\n  b AS a + c)\nWITH ('connector' = 'kafka');", 3, 12, "'c'"),
                Arguments.of(
                        "CREATE TABLE t (a INT,\n WATERMARK FOR b AS b) WITH ('connector' = 'kafka');",
                        2,
                        16,
                        "rowtime attribute field 'b'"),
                Arguments.of("USE CATALOG nowhere;\nUSE nothing;", 1, 1, "nowhere"),
                Arguments.of("CREATE CATALOG c WITH ('warehouse' = 'x');", 1, 1, "'type'"),
                Arguments.of(
                        "CREATE FUNCTION f AS 'com.example.Missing';", 1, 1, "com.example.Missing of the function"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsWhereAMistakeIs(String text, int line, int column, String part) {
        assertThat(problems(text)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(part).doesNotContain("\n");
            assertThat(problem.position()).contains(new EngineProblem.Position(Path.of("a.sql"), line, column));
            assertThat(problem.kind()).isEqualTo(Kind.SCRIPT);
        });
    }

    @Test
    void tellsWhatAReplayCannotDo() {
        List<EngineProblem> problems = problems(TABLES + """
                DELETE FROM gmv WHERE id = 1;
                CALL sys.rollback_to('gmv', '1');
                CALL sys.compact('gmv');
                TRUNCATE TABLE gmv;
                SET 'execution.runtime-mode' = 'batch';
                SET 'execution.runtime-mode' = 'streaming';
                """);
        assertThat(problems)
                .extracting(
                        EngineProblem::kind,
                        problem -> problem.position().orElseThrow().line(),
                        EngineProblem::message)
                .extracting(Object::toString)
                .containsExactly("(UNSUPPORTED, 8, \"a pipeline runs in one mode, and another one was set before\")");
    }

    @Test
    void tellsEveryStatementThatAReplayCannotDo() {
        List<EngineProblem> problems = problems(
                TABLES + "DELETE FROM gmv WHERE id = 1;\nCALL sys.rollback_to('gmv', '1');\nCALL sys.compact('gmv');\n"
                        + "TRUNCATE TABLE gmv;\nSELECT id FROM orders;\nSELECT amount FROM orders");
        assertThat(problems)
                .extracting(
                        EngineProblem::kind,
                        problem -> problem.position().orElseThrow().line(),
                        EngineProblem::message)
                .extracting(Object::toString)
                .containsExactly(
                        "(UNSUPPORTED, 3, \"a replay cannot run DELETE\")",
                        "(UNSUPPORTED, 4, \"a replay cannot call this procedure\")",
                        "(UNSUPPORTED, 6, \"a replay cannot run TRUNCATE TABLE\")",
                        "(UNSUPPORTED, 8, \"a is also made by the statement in a.sql:7\")");
    }

    @Test
    void doesNotTellWhatOnlyFollows() {
        assertThat(problems(TABLES
                        + "CREATE VIEW v AS SELECT x FROM orders;\nCREATE VIEW w AS SELECT * FROM v;\n"
                        + "INSERT INTO gmv SELECT * FROM w;"))
                .extracting(problem -> problem.position().orElseThrow().line())
                .containsExactly(3);
    }

    @Test
    void refusesPaimonTablesOutsideOfCatalogs() {
        List<EngineProblem> problems = problems(TABLES + """
                CREATE TABLE wide (id BIGINT, amount DECIMAL(10, 2), PRIMARY KEY (id) NOT ENFORCED)
                  WITH ('connector' = 'paimon', 'path' = 'hdfs://nowhere/lake/dwd.db/wide', 'bucket' = '1');
                INSERT INTO wide SELECT id, amount FROM orders;
                SELECT COUNT(*) AS n FROM wide
                """);
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.UNSUPPORTED);
            assertThat(problem.message()).isEqualTo("the Paimon table wide is in no Paimon catalog");
            assertThat(problem.position()).contains(new EngineProblem.Position(Path.of("a.sql"), 3, 1));
        });
    }

    @Test
    void namesColumnsThatCannotBeKept() {
        List<EngineProblem> problems = problems(
                "CREATE TABLE t (\n  a INT,\n  b MULTISET<INT>\n) WITH ('connector' = 'kafka');\nSELECT a FROM t;");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.UNSUPPORTED);
            assertThat(problem.message())
                    .isEqualTo("column b of t is of type MULTISET<INT>, which a replay cannot keep");
            assertThat(problem.position()).contains(new EngineProblem.Position(Path.of("a.sql"), 3, 3));
        });
    }

    private List<EngineProblem> problems(String text) {
        return new ScriptReader(directory)
                .read(new PipelineScripts(
                        "p", List.of(new Script(Path.of("a.sql"), text)), ZoneOffset.UTC, Optional.empty()))
                .reading()
                .problems();
    }
}
