package org.lakehousereplay.sql.lineage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.lineage.LineageReader.ReadableTable;

/** Reads the cases of {@code lineage.txt}. */
final class LineageCases {

    static final List<ReadableTable> TABLES = List.of(
            table(
                    "orders",
                    "order_id BIGINT",
                    "user_id VARCHAR",
                    "amount DECIMAL(12,2)",
                    "channel VARCHAR",
                    "paid_at TIMESTAMP",
                    "tags VARCHAR[]",
                    "ship STRUCT(city VARCHAR, geo STRUCT(lat INTEGER))"),
            table("refunds", "refund_id BIGINT", "order_id BIGINT", "amount DECIMAL(12,2)", "reason VARCHAR"),
            table("users", "user_id VARCHAR", "Country VARCHAR", "age INTEGER", "orders INTEGER"));

    private LineageCases() {}

    static Stream<LineageCase> all() {
        try (var stream = LineageCases.class.getResourceAsStream("lineage.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n## ")).skip(1).map(LineageCases::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static LineageCase read(String text) {
        String name = text.substring(0, text.indexOf('\n'));
        String[] parts = text.substring(name.length() + 1).split("\n=>\n", -1);
        List<String> told =
                Stream.of(parts[1].split("\nor\n")).map(String::strip).toList();
        return new LineageCase(name, parts[0], told);
    }

    /** The names of the output columns that a case tells. */
    static List<String> output(LineageCase example) {
        return example.told()
                .get(0)
                .lines()
                .filter(line -> !line.startsWith("?"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    /** A lineage in the words of the cases. */
    static String text(QueryLineage lineage) {
        String columns = lineage.columns().stream()
                .map(column -> (column.name() + ": " + text(column.from())).strip() + "\n")
                .collect(Collectors.joining());
        return columns + ("? " + text(lineage.conditions())).strip();
    }

    private static String text(List<ColumnOrigin> origins) {
        return origins.stream()
                .map(origin -> origin.table() + "." + origin.column())
                .collect(Collectors.joining(" "));
    }

    private static ReadableTable table(String name, String... columns) {
        return new ReadableTable(
                name,
                Stream.of(columns)
                        .map(column -> column.split(" ", 2))
                        .map(parts -> new ColumnDeclaration(parts[0], parts[1], true))
                        .toList());
    }

    /**
     * A query and what is told of it.
     *
     * @param told what may be told; versions of the engine do some things in different ways
     */
    record LineageCase(String name, String query, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }
}
