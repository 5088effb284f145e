package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.pipeline.Column;

/** The bulk road and the careful road of the loader read the same values, and neither reads what the other refuses. */
class TableLoaderTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final int ROUNDS = 260;

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = '" + ZONE + "'");
        execute("CREATE SCHEMA p");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        DuckDbDatabase.execute(connection, sql);
    }

    /** A value of a file: as a CSV field and as a JSON value. */
    private record Sample(String csv, String json) {

        /** A text, quoted in both. */
        static Sample text(String text) {
            return new Sample('"' + text.replace("\"", "\"\"") + '"', quoted(text));
        }

        /** A value that stands without quotes in CSV and as a string in JSON. */
        static Sample word(String text) {
            return new Sample(text, quoted(text));
        }

        /** A value without quotes in both. */
        static Sample bare(String text) {
            return new Sample(text, text);
        }

        /** JSON, which in CSV is a text. */
        static Sample structure(String json) {
            return new Sample('"' + json.replace("\"", "\"\"") + '"', json);
        }

        private static String quoted(String text) {
            StringBuilder json = new StringBuilder("\"");
            for (int index = 0; index < text.length(); index++) {
                char character = text.charAt(index);
                switch (character) {
                    case '"' -> json.append("\\\"");
                    case '\\' -> json.append("\\\\");
                    case '\n' -> json.append("\\n");
                    case '\r' -> json.append("\\r");
                    case '\t' -> json.append("\\t");
                    default -> json.append(character);
                }
            }
            return json.append('"').toString();
        }
    }

    private interface Family {
        Sample sample(Random random);
    }

    private static String digits(Random random, int most) {
        StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-" : "");
        digits.append(1 + random.nextInt(9));
        for (int count = random.nextInt(most); count > 0; count--) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String day(Random random) {
        return "20%02d-%02d-%02d".formatted(random.nextInt(30), 1 + random.nextInt(12), 1 + random.nextInt(31));
    }

    private static String time(Random random) {
        return "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60))
                + pick(random, "", ":07", ":59.5", ":00.123456", ":00.1234567");
    }

    private static String word(Random random) {
        return pick(
                random,
                "a",
                "",
                " ",
                "it's",
                "a,b",
                "say \"x\"",
                "two\nlines",
                "中文",
                "😀",
                "null",
                "NULL",
                "\\N",
                "tab\t",
                "{}",
                "back\\slash",
                "a\r\nb",
                "#",
                "--",
                "0");
    }

    /** Type families with values of which some do not fit. */
    private static final Map<String, Family> FAMILIES = Map.ofEntries(
            Map.entry(
                    "INTEGER",
                    random -> Sample.bare(
                            random.nextInt(8) == 0
                                    ? pick(random, "1.5", "3000000000", "7.0", "1e2")
                                    : digits(random, 8))),
            Map.entry("TINYINT", random -> Sample.bare(digits(random, 3))),
            Map.entry("UBIGINT", random -> Sample.bare(digits(random, 20))),
            Map.entry("HUGEINT", random -> Sample.bare(digits(random, 37))),
            Map.entry(
                    "DECIMAL(18,2)",
                    random -> Sample.bare(digits(random, 6) + pick(random, "", ".5", ".25", ".10", ".100", ".005"))),
            Map.entry(
                    "DECIMAL(38,10)",
                    random -> Sample.bare(digits(random, 27) + pick(random, "", ".5", ".0123456789"))),
            Map.entry(
                    "DOUBLE",
                    random -> random.nextInt(6) == 0
                            ? Sample.word(pick(random, "NaN", "Infinity", "-inf"))
                            : Sample.bare(
                                    digits(random, 17) + pick(random, "", ".1", ".0123456789", "e3", "E-7", "e999"))),
            Map.entry("FLOAT", random -> Sample.bare(digits(random, 5) + pick(random, "", ".1", ".5"))),
            Map.entry(
                    "BOOLEAN",
                    random -> random.nextInt(5) == 0
                            ? Sample.word(pick(random, "maybe", "yes"))
                            : Sample.bare(pick(random, "true", "false"))),
            Map.entry("VARCHAR", random -> Sample.text(word(random))),
            Map.entry("ENUM('a', 'it''s', '中')", random -> Sample.word(pick(random, "a", "it's", "中", "b"))),
            Map.entry("DATE", random -> Sample.word(day(random))),
            Map.entry("TIME", random -> Sample.word(time(random))),
            Map.entry(
                    "TIMESTAMP",
                    random -> Sample.word(
                            day(random) + pick(random, "T", " ") + time(random) + pick(random, "", "", "", "", "Z"))),
            Map.entry(
                    "TIMESTAMP WITH TIME ZONE",
                    random -> Sample.word(
                            (random.nextInt(4) == 0
                                    ? pick(
                                            random,
                                            "2024-03-10T02:30:00",
                                            "2024-11-03T01:30",
                                            "2024-11-03T00:30:00",
                                            "2024-03-10T03:00:00")
                                    : day(random) + "T" + time(random)
                                            + pick(random, "", "Z", "+08:00", "-0330", " +05")))),
            Map.entry("UUID", random -> Sample.word(pick(random, "8f14e45f-ceea-467f-9a38-2cf8a29cb2a1", "x"))),
            Map.entry(
                    "JSON",
                    random -> Sample.structure(pick(
                            random,
                            "{\"a\": [1, 2.5, null]}",
                            "[]",
                            "\"text\"",
                            "12345678901234567890",
                            "true",
                            "{\"a\": {\"b\": \"中\\\"\"}}"))),
            Map.entry(
                    "INTEGER[]",
                    random -> Sample.structure(
                            pick(random, "[]", "[1, null, -3]", "[1, \"x\"]", "{}", "[2.0]", "[1.5]"))),
            Map.entry(
                    "VARCHAR[][]",
                    random -> Sample.structure(pick(random, "[[]]", "[[\"a\", null], null]", "[\"a\"]", "[[1]]"))),
            Map.entry(
                    "MAP(VARCHAR, DECIMAL(18,2))",
                    random -> Sample.structure(
                            pick(random, "{}", "{\"a/~b\": 1.5}", "{\"\": null}", "{\"中\": 1.005}", "[]"))),
            Map.entry(
                    "STRUCT(a INTEGER, b STRUCT(\"c d\" DATE, e VARCHAR[]))",
                    random -> Sample.structure(pick(
                            random,
                            "{}",
                            "{\"a\": 1}",
                            "{\"a\": 1, \"b\": {\"c d\": \"2024-05-18\", \"e\": [\"x\"]}}",
                            "{\"a\": \"x\"}",
                            "{\"z\": 1}",
                            "{\"b\": null}",
                            "{\"b\": {\"e\": [1]}}"))));

    @Test
    void bothRoadsReadTheSame() throws Exception {
        List<String> types = FAMILIES.keySet().stream().sorted().toList();
        int refused = 0;
        int read = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String type = types.get(seed % types.size());
            for (DataFormat format : List.of(DataFormat.CSV, DataFormat.JSON_LINES)) {
                Path file = write(format, FAMILIES.get(type), new Random(seed * 31L), 1 + random.nextInt(4));
                String told = type + " seed " + seed + ":\n" + Files.readString(file);
                List<String> bulk = load(type, format, file, false);
                List<String> careful = load(type, format, file, true);
                assertThat(bulk).as(told).isEqualTo(careful);
                if (bulk.get(0).startsWith("refused")) {
                    refused++;
                } else {
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(refused).isGreaterThan(50);
    }

    private Path write(DataFormat format, Family family, Random random, int rows) throws IOException {
        StringBuilder text = new StringBuilder(format == DataFormat.CSV ? "id,v\n" : "");
        for (int row = 0; row < rows; row++) {
            Sample sample = random.nextInt(9) == 0 ? new Sample("", "null") : family.sample(random);
            text.append(
                    format == DataFormat.CSV
                            ? row + "," + sample.csv + "\n"
                            : "{\"id\": " + row + ", \"v\": " + sample.json + "}\n");
        }
        Path file = directory.resolve("rows" + format.suffix());
        return Files.writeString(Paths.get(file.toString()), text);
    }

    /** The rows that came in, or that the file was refused. */
    private List<String> load(String type, DataFormat format, Path file, boolean careful) throws SQLException {
        execute("CREATE OR REPLACE TABLE p.t (_fixture INTEGER, id INTEGER, v " + type + ")");
        List<Column> columns = List.of(new Column("id", "INTEGER", true), new Column("v", type, true));
        LoadTarget target = new LoadTarget("p", "t", "source t", columns, false, Map.of());
        List<LoadFile> files = new ArrayList<>(List.of(new LoadFile(1, format, file)));
        if (careful) {
            // One file for two fixtures is never read in bulk.
            files.add(new LoadFile(2, format, file));
        }
        LoadOutcome outcome = new TableLoader(connection, ZONE, new ColumnTypes(connection)).load(target, files);
        if (!outcome.problems().isEmpty()) {
            return List.of("refused: " + outcome.problems().get(1));
        }
        List<String> rows = new ArrayList<>(List.of("read"));
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT id, CAST(v AS VARCHAR) FROM p.t WHERE _fixture = 1 ORDER BY rowid")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2));
            }
        }
        return rows;
    }
}
