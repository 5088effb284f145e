package org.lakehousereplay.flink.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.sql.parser.ddl.SqlReset;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.Script;

class ScriptParserTest {

    private static final Path FILE = Path.of("gmv.sql");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SET 'a.b' = 'c' | SET",
                "SET | IGNORED",
                "RESET 'a.b' | RESET",
                "RESET | RESET",
                "USE ods | DECLARATION",
                "USE CATALOG lake | DECLARATION",
                "CREATE CATALOG lake WITH ('type' = 'paimon') | CREATE_CATALOG",
                "CREATE DATABASE IF NOT EXISTS ods | DECLARATION",
                "CREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'kafka') | CREATE_TABLE",
                "CREATE TEMPORARY TABLE t (a INT) | CREATE_TABLE",
                "CREATE TABLE t (b INT) WITH ('k' = 'v') LIKE s (EXCLUDING OPTIONS) | CREATE_TABLE",
                "CREATE TABLE t WITH ('connector' = 'print') AS SELECT 1 AS a | CREATE_TABLE_AS",
                "CREATE VIEW v AS SELECT 1 AS a | CREATE_VIEW",
                "CREATE TEMPORARY VIEW v AS SELECT 1 AS a | CREATE_VIEW",
                "CREATE FUNCTION f AS 'some.Function' | CREATE_FUNCTION",
                "CREATE TEMPORARY SYSTEM FUNCTION f AS 'some.Function' | CREATE_FUNCTION",
                "ALTER TABLE t SET ('k' = 'v') | DECLARATION",
                "ALTER TABLE t ADD (b INT) | DECLARATION",
                "ALTER VIEW v RENAME TO w | DECLARATION",
                "DROP TABLE IF EXISTS t | DECLARATION",
                "DROP TEMPORARY VIEW v | DECLARATION",
                "DROP DATABASE d | DECLARATION",
                "LOAD MODULE hive | DECLARATION",
                "INSERT INTO t SELECT * FROM s | INSERT",
                "EXECUTE INSERT INTO t SELECT * FROM s | INSERT",
                "INSERT OVERWRITE t PARTITION (dt = '1') SELECT * FROM s | INSERT",
                "INSERT INTO t VALUES (1), (2) | INSERT",
                "SELECT 1 | QUERY",
                "WITH a AS (SELECT 1 AS b) SELECT b FROM a | QUERY",
                "SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a | QUERY",
                "VALUES (1) | QUERY",
                "CALL sys.compact('ods.orders') | CALL",
                "ADD JAR '/x.jar' | IGNORED",
                "SHOW TABLES | IGNORED",
                "SHOW CREATE TABLE t | IGNORED",
                "DESCRIBE t | IGNORED",
                "EXPLAIN PLAN FOR SELECT 1 | IGNORED",
                "EXPLAIN STATEMENT SET BEGIN INSERT INTO t SELECT 1; INSERT INTO u SELECT 2; END | IGNORED",
                "DELETE FROM t WHERE a = 1 | UNSUPPORTED",
                "UPDATE t SET a = 1 | UNSUPPORTED",
                "ANALYZE TABLE t COMPUTE STATISTICS | UNSUPPORTED",
                "TRUNCATE TABLE t | UNSUPPORTED"
            })
    void sortsStatements(String sql, StatementKind kind) {
        ParsedScript parsed = parse(sql + ";");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.kind()).isEqualTo(kind);
            assertThat(statement.sql()).isEqualTo(sql);
        });
    }

    @Test
    void takesSettingsWithoutQuotes() {
        ParsedScript parsed = parse(
                "SET execution.runtime-mode = batch;\nset table.exec.state.ttl=12 h;SET 'a' = 'it''s';RESET a.b-c;"
                        + "SET x = 'y;z'");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.statements())
                .filteredOn(statement -> statement.kind() == StatementKind.SET)
                .map(statement -> (SqlSet) statement.node())
                .extracting(SqlSet::getKeyString, SqlSet::getValueString)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"execution.runtime-mode\", \"batch\")",
                        "(\"table.exec.state.ttl\", \"12 h\")",
                        "(\"a\", \"it's\")",
                        "(\"x\", \"y;z\")");
        assertThat(((SqlReset) parsed.statements().get(3).node()).getKeyString())
                .isEqualTo("a.b-c");
    }

    @Test
    void tellsWhereStatementsStand() {
        String text =
                "-- a; comment\r\n\tSELECT ';' /* ; */ AS `a;b`;\n/* @metric\nkey: [a] */\nSELECT\n  2 -- last; one\n";
        ParsedScript parsed = parse(text);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.statements()).hasSize(2);
        Statement first = parsed.statements().get(0);
        Statement second = parsed.statements().get(1);
        assertThat(first.sql()).isEqualTo("SELECT ';' /* ; */ AS `a;b`");
        assertThat(List.of(first.from(), first.line(), first.column())).containsExactly(0, 2, 2);
        assertThat(second.sql()).isEqualTo("SELECT\n  2");
        assertThat(List.of(second.line(), second.column())).containsExactly(5, 1);
        assertThat(text.substring(second.from(), second.start())).isEqualTo("\n/* @metric\nkey: [a] */\n");
        assertThat(text.substring(second.start(), second.end())).isEqualTo(second.sql());
    }

    @Test
    void takesStatementSetsOfBothForms() {
        String text = """
                EXECUTE STATEMENT SET
                BEGIN
                -- one
                INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM s;
                INSERT INTO b SELECT * FROM s;
                END;
                INSERT INTO c SELECT 1;
                BEGIN STATEMENT SET;
                  INSERT INTO d SELECT 1;
                END;
                """;
        ParsedScript parsed = parse(text);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.statements())
                .extracting(Statement::kind, Statement::line, Statement::set)
                .extracting(Object::toString)
                .containsExactly(
                        "(INSERT, 4, OptionalInt[0])",
                        "(INSERT, 5, OptionalInt[0])",
                        "(INSERT, 7, OptionalInt.empty)",
                        "(INSERT, 9, OptionalInt[1])");
        assertThat(text.substring(
                        parsed.statements().get(0).from(),
                        parsed.statements().get(0).start()))
                .isEqualTo("\n-- one\n");
        assertThat(parsed.statements().get(3).set()).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void tellsEveryMistakeWithItsPlace() {
        ParsedScript parsed = parse("SELECT 1;\n  SELECT FROM t;\n\nINSERT INTO\n\tt SELEC 1;\nSELECT 2");

        assertThat(parsed.statements()).hasSize(2);
        assertThat(parsed.problems())
                .containsExactly(
                        problem(
                                2,
                                10,
                                "syntax error at FROM",
                                "if it is meant as a name, write it in backticks: `FROM`"),
                        problem(5, 4, "Non-query expression encountered in illegal context", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT 1 AS order | 1 | 13 | syntax error at order | if it is meant as a name, write it in backticks: `order`",
                "SELECT 'abc; SELECT 2; | 1 | 8 | the string that begins here does not end | \"\"",
                "SELECT 1 AS `abc; SELECT 2; | 1 | 13 | the quoted name that begins here does not end | \"\"",
                "SELECT 1 + | 1 | 10 | syntax error at + | \"\"",
                "SELECT a FROM | 1 | 10 | the statement ends too early | \"\"",
                "SELECT (1 | 1 | 9 | the statement ends too early | \"\"",
                "SELECT 1 /* a | 1 | 10 | the comment that begins here does not end | \"\"",
                "SELECT 1 ° 2 | 1 | 10 | no statement can go on with ° here | \"\"",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; | 1 | 1 | the statement set that begins here does not end | close it with END;",
                "BEGIN STATEMENT SET; SELECT 1; END; | 1 | 22 | a statement set can hold INSERT statements only | \"\"",
                "END; | 1 | 1 | there is no statement set that ends here | \"\"",
            })
    void explainsMistakes(String sql, int line, int column, String message, String remedy) {
        assertThat(parse(sql).problems()).containsExactly(problem(line, column, message, remedy));
    }

    @Test
    void takesScriptsWithoutStatements() {
        assertThat(parse("").statements()).isEmpty();
        assertThat(parse(" ;; -- nothing\n/* at all */ ;").problems()).isEmpty();
    }

    private static EngineProblem problem(int line, int column, String message, String remedy) {
        return new EngineProblem(
                EngineProblem.Kind.SCRIPT,
                java.util.Optional.of(new EngineProblem.Position(FILE, line, column)),
                message,
                remedy);
    }

    private static ParsedScript parse(String text) {
        return ScriptParser.parse(new Script(FILE, text));
    }
}
