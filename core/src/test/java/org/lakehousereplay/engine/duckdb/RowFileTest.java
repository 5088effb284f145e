package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.pipeline.Column;

/** What is written for an engine and read from it is the same to the last digit. */
class RowFileTest {

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'America/New_York'");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        DuckDbDatabase.execute(connection, sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "BOOLEAN ; true, false",
                "TINYINT ; -128, 127",
                "SMALLINT ; -32768",
                "INTEGER ; 2147483647",
                "BIGINT ; 9223372036854775807, -9223372036854775808",
                "HUGEINT ; 170141183460469231731687303715884105727",
                "UTINYINT ; 255",
                "UBIGINT ; 18446744073709551615",
                "UHUGEINT ; 340282366920938463463374607431768211455",
                "FLOAT ; 0.1, -3.4e38, 'NaN', 'Infinity', '-Infinity'",
                "DOUBLE ; 0.1, 1e-300, 0.30000000000000004, 123456789.12345679, 'NaN', 'Infinity', '-Infinity', -0.0",
                "DECIMAL(38,10) ; 1234567890123456789012345678.0123456789, -0.0000000001",
                "DECIMAL(4,2) ; 12.30",
                "VARCHAR ; '', ' x ', 'null', '\"quoted\" \\ back', '汉字 😀', 'line' || chr(10) || chr(9) || chr(1), 'true', '1'",
                "JSON ; '{\"a\": [1, 2.50, null]}', '\"text\"', 'null', '12'",
                "DATE ; '2024-02-29', '0001-01-01', '9999-12-31'",
                "TIME ; '12:34:56.789012'",
                "TIMETZ ; '12:34:56+08:00'",
                "TIMESTAMP ; '2024-05-18 12:00:00.123456', '1969-12-31 23:59:59.5', 'infinity'",
                "TIMESTAMP_S ; '2024-05-18 12:00:00'",
                "TIMESTAMP_MS ; '2024-05-18 12:00:00.123'",
                "TIMESTAMP_NS ; '2024-05-18 12:00:00.123456789'",
                "TIMESTAMPTZ ; '2024-11-03 01:30:00-05', '2024-11-03 01:30:00-04', '1900-01-01 00:00:00+00', 'infinity'",
                "UUID ; '6f9619ff-8b86-d011-b42d-00cf4fc964ff'",
                "INTERVAL ; INTERVAL '1 year 2 months 3 days 04:05:06.000007'",
                "ENUM('a', 'b c') ; 'a', 'b c'",
                "BLOB ; '\\x00\\xFF\"'::BLOB, ''::BLOB",
                "BIT ; '10110'",
                "INTEGER[] ; [1, NULL, 3], []",
                "INTEGER[3] ; [1, NULL, 3]",
                "DECIMAL(20,3)[][] ; [[1.5, 99999999999999999.999], [], NULL]",
                "STRUCT(a INTEGER, \"B c\" TIMESTAMPTZ) ; {'a': 1, 'B c': TIMESTAMPTZ '2024-05-18 12:00:00+08'},"
                        + " {'a': NULL, 'B c': NULL}",
                "STRUCT(a STRUCT(b VARCHAR[]), d DOUBLE) ; {'a': {'b': ['x', NULL, '']}, 'd': 'NaN'},"
                        + " {'a': NULL, 'd': 1}",
                "MAP(VARCHAR, DECIMAL(10,2)) ; MAP {'a/b~c': 1.25, '': NULL}, MAP {}",
                "MAP(INTEGER, STRUCT(x BLOB, y MAP(VARCHAR, DATE)[])) ; MAP {7: {'x': 'ab'::BLOB,"
                        + " 'y': [MAP {'k': DATE '2024-05-18'}]}}"
            })
    void values_of_every_type_come_back(String type, String values) throws SQLException {
        execute("CREATE TABLE t (_fixture INTEGER, v " + type + ")");
        execute("INSERT INTO t VALUES (1, NULL)");
        for (String value : split(values)) {
            execute("INSERT INTO t SELECT 1, CAST(" + value + " AS " + type + ")");
        }
        Column column = new Column("v", storedType(), true);
        Path file = directory.resolve("rows.jsonl");

        new InputExport(connection)
                .write(new InputExport.Rows("t", false, 1), List.of(Optional.of(column), Optional.empty()), file);
        execute("CREATE TABLE back (_fixture INTEGER, _emission BIGINT, _kind VARCHAR, v " + type + ", n INTEGER)");
        new OutputImport(connection).addChangelog(file, List.of(column, new Column("n", "INTEGER", true)), 1, "back");

        assertThat(texts("SELECT CAST(v AS VARCHAR) FROM back ORDER BY _emission"))
                .isEqualTo(texts("SELECT CAST(v AS VARCHAR) FROM t ORDER BY rowid"));
        assertThat(texts("SELECT t.v::VARCHAR || ' is now ' || b.v::VARCHAR FROM t JOIN back b"
                        + " ON b._emission = t.rowid + 1 WHERE b.v IS DISTINCT FROM t.v"))
                .isEmpty();
    }

    private String storedType() throws SQLException {
        return texts("SELECT column_type FROM (DESCRIBE t) WHERE column_name = 'v'")
                .get(0);
    }

    /** Splits at commas that are in no quotes and no brackets. */
    private static List<String> split(String values) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int index = 0; index < values.length(); index++) {
            char character = values.charAt(index);
            quoted = (character == '\'') != quoted;
            if (!quoted) {
                depth += "[{(".indexOf(character) >= 0 ? 1 : "]})".indexOf(character) >= 0 ? -1 : 0;
                if (depth == 0 && character == ',') {
                    parts.add(values.substring(start, index));
                    start = index + 1;
                }
            }
        }
        parts.add(values.substring(start));
        return parts;
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
        }
        return texts;
    }

    @Test
    void rows_stand_in_the_order_of_arrival_with_their_increments_and_kinds() throws SQLException, IOException {
        execute("CREATE TABLE t (_fixture INTEGER, _arrival BIGINT, _op VARCHAR, _increment INTEGER, id INTEGER,"
                + " paid_at TIMESTAMPTZ)");
        execute("INSERT INTO t VALUES (1, 2, '-U', 1, 7, '2024-05-18 12:00:00+08'), (1, 3, '+U', 1, 8, NULL),"
                + " (2, 1, '-D', 5, 9, NULL), (1, 1, '+I', 0, 7, '2024-05-18 12:00:00+08')");
        Path file = directory.resolve("rows.jsonl");
        InputExport export = new InputExport(connection);
        InputExport.Rows rows = new InputExport.Rows("t", true, 1);

        long written = export.write(
                rows,
                List.of(
                        Optional.of(new Column("id", "INTEGER", true)),
                        Optional.of(new Column("paid_at", "TIMESTAMP WITH TIME ZONE", true))),
                file);

        assertThat(written).isEqualTo(3);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"i\":0,\"k\":\"+I\",\"c0\":\"7\",\"c1\":\"2024-05-18 04:00:00+00\"}",
                        "{\"i\":1,\"k\":\"-U\",\"c0\":\"7\",\"c1\":\"2024-05-18 04:00:00+00\"}",
                        "{\"i\":1,\"k\":\"+U\",\"c0\":\"8\",\"c1\":null}");
        assertThat(export.increments(List.of(rows))).isEqualTo(2);
        assertThat(export.write(new InputExport.Rows("t", true, 3), List.of(), file))
                .isZero();
    }

    @Test
    void a_changelog_leaves_the_last_row_of_each_key() throws SQLException, IOException {
        Path file = Files.writeString(directory.resolve("rows.jsonl"), """
                {"k":"+I","c0":"1","c1":"500"}
                {"c0":"2","c1":"70"}
                {"k":"-U","c0":"1","c1":"500"}
                {"k":"+U","c0":"1","c1":"600"}
                {"k":"-D","c0":"2","c1":"70"}
                {"k":"-D","c0":"3"}
                {"k":"+I","c0":"4","c1":"1"}
                {"k":"-U","c0":"4","c1":"1"}
                """);

        assertThat(stateOf(file, List.of("id"))).containsExactly("1 600");
    }

    @Test
    void without_a_key_a_retraction_takes_one_equal_row() throws SQLException, IOException {
        Path file = Files.writeString(directory.resolve("rows.jsonl"), """
                {"k":"+I","c0":"1","c1":null}
                {"k":"+I","c0":"1","c1":null}
                {"k":"-D","c0":"1","c1":null}
                {"k":"+I","c0":"2","c1":"5"}
                {"k":"-U","c0":"2","c1":"5"}
                {"k":"+U","c0":"2","c1":"6"}
                {"k":"-D","c0":"9","c1":"9"}
                """);

        assertThat(stateOf(file, List.of())).containsExactly("1 NULL", "2 6");
    }

    private List<String> stateOf(Path file, List<String> key) throws SQLException {
        execute("CREATE TABLE state (_fixture INTEGER, id INTEGER, amount INTEGER)");
        List<Column> columns = List.of(new Column("id", "INTEGER", true), new Column("amount", "INTEGER", true));
        new OutputImport(connection).addTable(file, Optional.empty(), columns, key, 4, "state");
        return texts("SELECT id || ' ' || coalesce(amount::VARCHAR, 'NULL') FROM state WHERE _fixture = 4");
    }
}
