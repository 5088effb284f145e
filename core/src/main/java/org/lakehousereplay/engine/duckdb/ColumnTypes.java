package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the names of nested types apart by asking the engine, which alone knows how they are written. */
final class ColumnTypes {

    private final Connection connection;
    private final Map<String, ColumnType> known = new HashMap<>();

    ColumnTypes(Connection connection) {
        this.connection = connection;
    }

    ColumnType of(String typeName) throws SQLException {
        ColumnType type = known.get(typeName);
        if (type == null) {
            type = resolve(typeName);
            known.put(typeName, type);
        }
        return type;
    }

    private ColumnType resolve(String typeName) throws SQLException {
        if (typeName.endsWith("]")) {
            return new ColumnType.Sequence(
                    typeName, of(describe(typeName, "v[1]").get(0).type()));
        }
        if (typeName.startsWith("STRUCT(")) {
            List<ColumnType.Field> fields = new ArrayList<>();
            for (Described column : describe(typeName, "unnest(v)")) {
                fields.add(new ColumnType.Field(column.name(), of(column.type())));
            }
            return new ColumnType.Struct(typeName, fields);
        }
        if (typeName.startsWith("MAP(")) {
            List<Described> parts = describe(typeName, "map_keys(v)[1] AS k, map_values(v)[1] AS v");
            return new ColumnType.Mapping(
                    typeName, of(parts.get(0).type()), of(parts.get(1).type()));
        }
        return new ColumnType.Scalar(typeName);
    }

    /** The columns of expressions over a value {@code v}; a column, because the parts of a constant NULL have no type. */
    private List<Described> describe(String typeName, String expressions) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE OR REPLACE TEMP TABLE lakehouse_type (v " + typeName + ")");
        List<Described> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT " + expressions + " FROM lakehouse_type")) {
            while (rows.next()) {
                columns.add(new Described(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
    }

    private record Described(String name, String type) {}
}
