package org.lakehousereplay.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.sql.SqlSyntax.ColumnReference;
import org.lakehousereplay.sql.SqlSyntax.FunctionCall;
import org.lakehousereplay.sql.SqlSyntax.Occurrence;
import org.lakehousereplay.sql.SqlSyntax.TableReference;

class ScratchDatabaseTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() {
        database = ScratchDatabase.open(Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM a, b JOIN c ON true | a b c",
                "WITH a AS (SELECT * FROM b) SELECT * FROM A | b",
                "WITH a AS (SELECT * FROM a) SELECT * FROM a | a",
                "WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM a, b | ``",
                "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a | b",
                "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t | ``",
                "WITH RECURSIVE t(n) USING KEY (n) AS (SELECT 1 UNION SELECT n FROM recurring.t) FROM t | ``",
                "SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) x, a | a",
                "WITH a AS (SELECT 1) SELECT (SELECT count(*) FROM a) | ``",
                "WITH a AS (SELECT 1) SELECT * FROM b UNION SELECT * FROM a LIMIT (SELECT 1 FROM a) | b",
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM a) AND 2 IN (FROM b) | a b",
                "SELECT * FROM a SEMI JOIN b USING (x) ORDER BY (SELECT max(y) FROM c) | a b c",
                "PIVOT a ON x IN (1) USING sum(y) | a",
                "WITH RECURSIVE a AS (SELECT * FROM a) SELECT * FROM a | a",
            })
    void tablesThatAWithClauseDefinesAreNoReferences(String sql, String expected) throws SqlFailure {
        assertThat(database.parse(sql).tables().stream()
                        .map(TableReference::name)
                        .distinct()
                        .toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void partsKnowTheirPlace() throws SqlFailure {
        SqlSyntax syntax = database.parse("SELECT '中' AS a, o.x, t.f(1, 2) FROM s.orders AS o(y), range(3)");

        assertThat(syntax.statements()).isEqualTo(1);
        assertThat(syntax.tables()).containsExactly(new TableReference(List.of("s"), "orders", "o", true, 39));
        assertThat(syntax.columns()).containsExactly(new ColumnReference(List.of("o", "x"), 19));
        assertThat(syntax.functions())
                .containsExactly(
                        new FunctionCall(List.of("t"), "f", 2, false, 24),
                        new FunctionCall(List.of(), "range", 1, true, 57));
    }

    @Test
    void featuresAreTold() throws SqlFailure {
        assertThat(database.parse("SELECT $a FROM t AT (VERSION => 1), u TABLESAMPLE 10%, (DESCRIBE t) x")
                        .features())
                .extracting(Occurrence::feature)
                .containsExactlyInAnyOrder(
                        SqlSyntax.Feature.PARAMETER,
                        SqlSyntax.Feature.TIME_TRAVEL,
                        SqlSyntax.Feature.SAMPLE,
                        SqlSyntax.Feature.SUBQUERY,
                        SqlSyntax.Feature.DESCRIBE);
    }

    @Test
    void deepExpressionsAreWalked() throws SqlFailure {
        String sum = "id" + " + 1".repeat(900);

        assertThat(database.parse("SELECT " + sum + " FROM orders").functions()).hasSize(900);
    }

    @Test
    void aScriptIsCutWhereTheParserSaysSo() throws SqlFailure {
        List<ScratchDatabase.ScriptStatement> statements = database.statements("""
                -- first; comment
                CREATE TABLE a (x VARCHAR DEFAULT ';'); /* ; */ ;
                -- 中; 文
                SELECT $$;$$;
                -- end;
                """);

        assertThat(statements)
                .extracting(statement -> statement.text().strip())
                .containsExactly("-- first; comment\nCREATE TABLE a (x VARCHAR DEFAULT ';')", "-- 中; 文\nSELECT $$;$$");
        assertThat(statements.get(0).firstWord()).isEqualTo(18);
        assertThat(statements.get(1).firstWord()).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/hostname')",
                "COPY (SELECT 1) TO 'x.csv'",
                "ATTACH 'x.db' AS x",
                "INSTALL httpfs",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "SET threads = 8",
            })
    void theSandboxHasNoWayOut(String sql) {
        assertThatThrownBy(() -> database.execute(sql)).isInstanceOf(SqlFailure.class);
    }

    @Test
    void errorsHaveFields() {
        EngineError error = catchThrowableOfType(
                        SqlFailure.class, () -> database.bind("SELECT '中', nope FROM (SELECT 1 AS nose)"))
                .error();

        assertThat(error.unknownColumn()).contains("nope");
        assertThat(error.candidates()).contains("nose");
        assertThat(error.position()).hasValue(14);
        assertThat(error.shifted(10).position()).hasValue(24);
        assertThat(error.isSyntax()).isFalse();
    }

    @Test
    void positionsOfTheParserAreBytes() {
        EngineError error = catchThrowableOfType(SqlFailure.class, () -> database.parse("SELECT '中文' )"))
                .error();

        assertThat(error.isSyntax()).isTrue();
        assertThat(error.position()).hasValue(16);
    }

    @Test
    void commentsAtTheHeadAreFoundWithoutReadingFurther() {
        String sql = " -- one\n/* two /* nested */ */ SELECT /* three */ 1 -- four";

        assertThat(HeadComment.read(sql))
                .containsExactly(
                        new HeadComment(false, true, " one", 3), new HeadComment(true, true, " two /* nested */ ", 10));
        assertThat(sql.substring(HeadComment.endOfComments(sql))).startsWith("SELECT");
        assertThat(HeadComment.read("/* open")).containsExactly(new HeadComment(true, false, " open", 2));
    }
}
