package org.lakehousereplay.flink.mutate;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.flink.sql.parser.ddl.SqlTableColumn;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.lakehousereplay.flink.script.Statement;

/** What the scripts tell about the data: the columns of tables, and the texts that columns are compared with. */
final class ScriptFacts {

    /** The kinds of rows in the audit log of a Paimon table. */
    private static final Set<String> ROW_KINDS = Set.of("+I", "+U", "-D", "-U");

    private static final String ROW_KIND = "rowkind";

    private final ZoneId zone;
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, Set<String>> values = new TreeMap<>();

    ScriptFacts(ZoneId zone, List<Statement> statements) {
        this.zone = zone;
        values.put(ROW_KIND, new TreeSet<>(ROW_KINDS));
        for (Statement statement : statements) {
            if (statement.node() instanceof SqlCreateTable table) {
                List<String> names = new ArrayList<>();
                for (SqlNode column : table.getColumnList()) {
                    if (column instanceof SqlTableColumn named) {
                        names.add(named.getName().getSimple());
                    }
                }
                columns.put(last(table.getName()), names);
            }
            StatementParts.queries(statement.node()).forEach(this::learn);
        }
    }

    private static String last(SqlIdentifier identifier) {
        return identifier.names.get(identifier.names.size() - 1);
    }

    private void learn(SqlNode query) {
        for (SqlNode node : Nodes.collect(query, any -> any instanceof SqlCall)) {
            SqlCall call = (SqlCall) node;
            switch (node.getKind()) {
                case EQUALS, NOT_EQUALS -> {
                    learn(call.operand(0), call.operand(1));
                    learn(call.operand(1), call.operand(0));
                }
                case IN, NOT_IN -> {
                    if (call.operand(1) instanceof SqlNodeList list) {
                        list.forEach(value -> learn(call.operand(0), value));
                    }
                }
                default -> {
                    // Tells nothing about a column.
                }
            }
        }
    }

    private void learn(SqlNode column, SqlNode value) {
        Nodes.column(column).ifPresent(name -> Nodes.text(value)
                .ifPresent(text -> values.computeIfAbsent(name.toLowerCase(Locale.ROOT), unknown -> new TreeSet<>())
                        .add(text)));
    }

    ZoneId zone() {
        return zone;
    }

    /** Whether a column is the one in which an audit log tells what happened to a row. */
    static boolean isRowKind(String column) {
        return column.equalsIgnoreCase(ROW_KIND);
    }

    /** The columns of a table that the scripts declare, by the last part of its name. */
    Optional<List<String>> columns(SqlNode table) {
        SqlNode named = table.getKind() == SqlKind.TABLE_REF ? ((SqlCall) table).operand(0) : table;
        return named instanceof SqlIdentifier identifier
                ? Optional.ofNullable(columns.get(last(identifier)))
                : Optional.empty();
    }

    /** The texts that a column is compared with anywhere. */
    List<String> values(String column) {
        return List.copyOf(values.getOrDefault(column.toLowerCase(Locale.ROOT), Set.of()));
    }
}
