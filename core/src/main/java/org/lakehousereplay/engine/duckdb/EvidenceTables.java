package org.lakehousereplay.engine.duckdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.lakehousereplay.diagnostic.Location;

/** Writes what is known of raw rows into the replay store. */
final class EvidenceTables {

    private final Connection connection;
    private final String catalog;
    private final String schema;

    EvidenceTables(Connection connection, String catalog, String schema) {
        this.connection = connection;
        this.catalog = catalog;
        this.schema = schema;
    }

    /** Makes both tables, also when there is nothing to write. */
    void write(EvidenceRecords evidence) throws SQLException {
        String place = " (pipeline VARCHAR, fixture VARCHAR, metric VARCHAR, window_key VARCHAR, version VARCHAR, ";
        DuckDbDatabase.execute(
                connection,
                "CREATE TABLE " + catalog + "." + Sql.name(schema, "evidence") + place
                        + "source VARCHAR, row_number BIGINT, fate VARCHAR, model VARCHAR, predicate VARCHAR,"
                        + " line INTEGER, column_number INTEGER, contribution VARCHAR, row_values VARCHAR)");
        DuckDbDatabase.execute(
                connection,
                "CREATE TABLE " + catalog + "." + Sql.name(schema, "evidence_windows") + place
                        + "rows_in_window BIGINT, rows_examined BIGINT, stopped VARCHAR)");
        try (DuckDBAppender rows = appender("evidence")) {
            for (EvidenceRecords.Row row : evidence.rows()) {
                append(rows, row);
            }
        }
        try (DuckDBAppender rows = appender("evidence_windows")) {
            for (EvidenceRecords.Window window : evidence.windows()) {
                rows.beginRow();
                append(rows, window.place(), window.version());
                rows.append(window.rowsInWindow());
                rows.append(window.rowsExamined());
                rows.append(window.stopped());
                rows.endRow();
            }
        }
    }

    private DuckDBAppender appender(String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(catalog, schema, table);
    }

    private static void append(DuckDBAppender rows, EvidenceRecords.Row row) throws SQLException {
        Optional<RowFate.Loss> loss = row.fate().loss();
        Optional<Location> place = loss.flatMap(RowFate.Loss::place);
        rows.beginRow();
        append(rows, row.place(), row.version());
        rows.append(row.source());
        rows.append(row.number());
        rows.append(row.fate().fate().text());
        append(rows, loss.map(RowFate.Loss::model));
        append(rows, loss.flatMap(RowFate.Loss::predicate));
        appendNumber(rows, place.map(Location::line).filter(line -> line > 0));
        appendNumber(rows, place.map(Location::column).filter(column -> column > 0));
        rows.append(amounts(row.fate().contribution()));
        rows.append(texts(row.values()));
        rows.endRow();
    }

    private static void append(DuckDBAppender rows, EvidenceRecords.Place place, String version) throws SQLException {
        rows.append(place.pipeline());
        rows.append(place.fixture());
        rows.append(place.metric());
        rows.append(texts(place.key()));
        rows.append(version);
    }

    private static void append(DuckDBAppender rows, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            rows.append(text.get());
        } else {
            rows.appendNull();
        }
    }

    private static void appendNumber(DuckDBAppender rows, Optional<Integer> number) throws SQLException {
        if (number.isPresent()) {
            rows.append(number.get().intValue());
        } else {
            rows.appendNull();
        }
    }

    private static String texts(Map<String, Optional<String>> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        values.forEach(
                (name, value) -> value.ifPresentOrElse(text -> object.put(name, text), () -> object.putNull(name)));
        return object.toString();
    }

    private static String amounts(Map<String, BigDecimal> amounts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        amounts.forEach((name, amount) -> object.put(name, amount.toPlainString()));
        return object.toString();
    }
}
