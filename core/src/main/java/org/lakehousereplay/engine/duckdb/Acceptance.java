package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;

/**
 * Reads the rows that a metric produced, each beside the row that was expected of it. The order is that of the key, or
 * the order in which they came out when the metric is ordered.
 */
final class Acceptance {

    private Acceptance() {}

    static List<AcceptedRow> rows(Connection connection, FixtureState fixture, Model model) throws SQLException {
        Metric metric = model.metric().orElseThrow();
        List<String> join = new ArrayList<>(List.of("true"));
        List<String> order = new ArrayList<>();
        for (String key : metric.key()) {
            String name = Sql.name(key);
            join.add("a." + name + " IS NOT DISTINCT FROM e." + name);
            order.add("a." + name + " NULLS FIRST");
        }
        List<String> select = new ArrayList<>(List.of("e._lakehouse_row"));
        List<String> differing = new ArrayList<>();
        for (Column column : model.output()) {
            select.add(CanonicalText.of(column, "a." + Sql.name(column.name())));
            order.add("a." + Sql.name(column.name()) + " NULLS FIRST");
            String differs =
                    CellEquality.differs(column, fixture.fixture().settings().tolerance(model.name(), column.name()));
            differing.add("e._lakehouse_row IS NOT NULL AND " + differs);
        }
        select.addAll(differing);
        String mine = " WHERE _fixture = " + fixture.number();
        String expected = "(SELECT *, row_number() OVER (ORDER BY rowid) - 1 AS _lakehouse_row FROM "
                + fixture.workspace().expectedTable(model) + mine + ")";
        String query = "SELECT " + String.join(", ", select) + " FROM (SELECT *, rowid AS _lakehouse_place FROM "
                + fixture.workspace().table(model.name()) + mine + ") a LEFT JOIN " + expected + " e ON "
                + String.join(" AND ", join) + " ORDER BY "
                + (metric.ordered() ? "a._lakehouse_place" : String.join(", ", order));
        List<AcceptedRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(row(model, found));
            }
        }
        return rows;
    }

    private static AcceptedRow row(Model model, ResultSet found) throws SQLException {
        int width = model.output().size();
        long expectedRow = found.getLong(1);
        OptionalLong position = found.wasNull() ? OptionalLong.empty() : OptionalLong.of(expectedRow);
        List<Optional<String>> values = new ArrayList<>();
        Set<String> changed = new TreeSet<>();
        for (int index = 0; index < width; index++) {
            values.add(Optional.ofNullable(found.getString(2 + index)));
            if (found.getBoolean(2 + width + index)) {
                changed.add(model.output().get(index).name());
            }
        }
        return new AcceptedRow(position, values, changed);
    }
}
