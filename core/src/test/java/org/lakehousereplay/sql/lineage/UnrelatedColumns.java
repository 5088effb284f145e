package org.lakehousereplay.sql.lineage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.SqlName;
import org.lakehousereplay.sql.lineage.LineageReader.ReadableTable;

/**
 * Runs queries on random rows, then on rows in which one column has other values. What changes must be told by the
 * lineage.
 */
final class UnrelatedColumns implements AutoCloseable {

    private static final int ROWS = 9;
    private static final String OTHER = "_other_";

    private static final List<String> TEXTS = List.of("a", "app", "web", "view", "click", "payment");

    private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    private final Statement statement = connection.createStatement();
    private final List<ReadableTable> tables;
    private final Random random;
    private int trials;

    UnrelatedColumns(List<ReadableTable> tables, long seed) throws SQLException {
        this.tables = tables;
        this.random = new Random(seed);
        // With one thread rows come in the same order every time.
        statement.execute("SET threads = 1");
        statement.execute("SET TimeZone = 'UTC'");
        statement.execute("CREATE SCHEMA lineage");
        statement.execute("USE lineage");
        statement.execute("CREATE MACRO now() AS TIMESTAMPTZ '2024-05-18 12:04:00+00'");
        for (ReadableTable table : tables) {
            fill(table);
            show(table, Optional.empty());
        }
    }

    /** How many columns were changed and left an output column as it was told. */
    int trials() {
        return trials;
    }

    /** What the lineage of a query does not tell although it matters, in words. */
    List<String> untold(String query, QueryLineage lineage) throws SQLException {
        List<String> untold = new ArrayList<>();
        Optional<List<List<String>>> before = columns(query);
        if (before.isEmpty()) {
            return untold;
        }
        for (ReadableTable table : tables) {
            for (ColumnDeclaration column : table.columns()) {
                ColumnOrigin origin = new ColumnOrigin(table.name(), column.name());
                if (!lineage.conditions().contains(origin)) {
                    show(table, Optional.of(column));
                    compare(lineage, origin, before.get(), columns(query), untold);
                    show(table, Optional.empty());
                }
            }
        }
        return untold;
    }

    private void compare(
            QueryLineage lineage,
            ColumnOrigin origin,
            List<List<String>> before,
            Optional<List<List<String>>> after,
            List<String> untold) {
        if (after.isEmpty()) {
            if (lineage.columns().stream().noneMatch(column -> column.from().contains(origin))) {
                untold.add("whether there is an output depends on " + origin);
            }
            return;
        }
        for (int index = 0; index < before.size(); index++) {
            ColumnLineage output = lineage.columns().get(index);
            if (!output.from().contains(origin)) {
                trials++;
                if (!before.get(index).equals(after.get().get(index))) {
                    untold.add(output.name() + " depends on " + origin);
                }
            }
        }
    }

    /**
     * The values of each column, in an order that does not depend on that of the rows; empty when some value is none
     * that the query can compute with.
     */
    private Optional<List<List<String>>> columns(String query) {
        try (Statement own = connection.createStatement();
                ResultSet result = own.executeQuery(query)) {
            List<List<String>> columns = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            for (int column = 0; column < width; column++) {
                columns.add(new ArrayList<>());
            }
            while (result.next()) {
                for (int column = 0; column < width; column++) {
                    columns.get(column).add(String.valueOf(result.getString(column + 1)));
                }
            }
            columns.forEach(Collections::sort);
            return Optional.of(columns);
        } catch (SQLException notWithTheseRows) {
            return Optional.empty();
        }
    }

    private void fill(ReadableTable table) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (ColumnDeclaration column : table.columns()) {
            columns.add(SqlName.quote(column.name()) + " " + column.type());
            columns.add(SqlName.quote(OTHER + column.name()) + " " + column.type());
        }
        statement.execute("CREATE TABLE " + rows(table) + " (" + String.join(", ", columns) + ")");
        for (int row = 0; row < ROWS; row++) {
            List<String> values = new ArrayList<>();
            for (ColumnDeclaration column : table.columns()) {
                values.add(value(column));
                values.add(value(column));
            }
            statement.execute("INSERT INTO " + rows(table) + " VALUES (" + String.join(", ", values) + ")");
        }
    }

    /** Makes a table readable, with other values of one of its columns. */
    private void show(ReadableTable table, Optional<ColumnDeclaration> other) throws SQLException {
        String columns = table.columns().stream()
                .map(column -> SqlName.quote(other.equals(Optional.of(column)) ? OTHER + column.name() : column.name())
                        + " AS "
                        + SqlName.quote(column.name()))
                .collect(Collectors.joining(", "));
        statement.execute("CREATE OR REPLACE VIEW " + SqlName.quote(table.name()) + " AS SELECT " + columns + " FROM "
                + rows(table));
    }

    private static String rows(ReadableTable table) {
        return SqlName.quote("_rows_" + table.name());
    }

    private String value(ColumnDeclaration column) {
        return column.name().equals("time_zone")
                ? random.nextBoolean() ? "'UTC'" : "'Asia/Shanghai'"
                : value(column.type());
    }

    /** Few different values, so that rows meet in joins and groups. */
    private String value(String type) {
        if (random.nextInt(8) == 0) {
            return "NULL";
        }
        if (type.endsWith("[]")) {
            String element = type.substring(0, type.length() - 2);
            List<String> elements = new ArrayList<>();
            for (int index = random.nextInt(3); index > 0; index--) {
                elements.add(value(element));
            }
            return "[" + String.join(", ", elements) + "]::" + type;
        }
        if (type.startsWith("STRUCT")) {
            return "{'city': " + value("VARCHAR") + ", 'geo': {'lat': " + value("INTEGER") + "}}";
        }
        if (type.startsWith("ENUM")) {
            return "enum_range(NULL::" + type + ")[1 + " + random.nextInt(4) + " % len(enum_range(NULL::" + type
                    + "))]::" + type;
        }
        String seconds = " + INTERVAL " + random.nextInt(4) * 137 + " SECOND";
        return switch (type) {
            case "VARCHAR" -> "'" + TEXTS.get(random.nextInt(TEXTS.size())) + "'";
            case "BOOLEAN" -> String.valueOf(random.nextBoolean());
            case "TIMESTAMP" -> "TIMESTAMP '2024-05-18 12:00:00'" + seconds;
            case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMPTZ '2024-05-18 12:00:00+00'" + seconds;
            case "DATE" -> "DATE '2024-05-18' + " + random.nextInt(3);
            default -> random.nextInt(4) + "::" + type;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
