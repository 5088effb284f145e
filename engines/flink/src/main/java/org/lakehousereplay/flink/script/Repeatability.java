package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlTableColumn;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTableAs;
import org.apache.flink.sql.parser.ddl.view.SqlCreateView;
import org.apache.flink.sql.parser.dml.RichSqlInsert;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.lakehousereplay.spi.EngineProblem;

/** Refuses statements that would give something else in every run. For the packages of this engine. */
public final class Repeatability {

    private static final String CLOCK =
            "ask for CURRENT_TIMESTAMP, which a replay sets to the clock of the fixture, or for a time of the rows";

    private final TableEnvironmentImpl environment;

    Repeatability(TableEnvironmentImpl environment) {
        this.environment = environment;
    }

    /**
     * What a statement asks of chance or of the machine's clock.
     *
     * @param statement the statement; what it declares is there
     * @param named finds the tables that a tree names
     */
    List<EngineProblem> problems(Statement statement, Function<SqlNode, Set<ObjectIdentifier>> named) {
        List<SqlNode> parts = parts(statement);
        if (parts.isEmpty()) {
            return List.of();
        }
        Set<ObjectIdentifier> tables = new HashSet<>();
        parts.forEach(part -> tables.addAll(named.apply(part)));
        if (statement.node() instanceof SqlCreateTable created) {
            tables.add(environment
                    .getCatalogManager()
                    .qualifyIdentifier(UnresolvedIdentifier.of(created.getName().names)));
        }
        Set<String> times = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (ObjectIdentifier table : tables) {
            environment.getCatalogManager().getTable(table).ifPresent(known -> known.getResolvedSchema()
                    .getColumns()
                    .forEach(column -> (isTime(column) ? times : others).add(column.getName())));
        }
        Set<String> functions = new HashSet<>();
        for (String function : environment.listUserDefinedFunctions()) {
            functions.add(function.toLowerCase(Locale.ROOT));
        }
        List<EngineProblem> problems = new ArrayList<>();
        for (SqlNode part : parts) {
            Unrepeatable.in(part, functions, times, others).forEach(found -> problems.add(problem(statement, found)));
        }
        return problems;
    }

    /** The parts of a statement that make values. */
    private static List<SqlNode> parts(Statement statement) {
        SqlNode node = statement.node();
        List<SqlNode> parts = new ArrayList<>();
        if (node instanceof SqlCreateTable table) {
            for (SqlNode column : table.getColumnList()) {
                if (column instanceof SqlTableColumn.SqlComputedColumn computed) {
                    parts.add(computed.getExpr());
                }
            }
        }
        if (node instanceof SqlCreateTableAs table) {
            parts.add(table.getAsQuery());
        } else if (node instanceof SqlCreateView view) {
            parts.add(view.getQuery());
        } else if (node instanceof RichSqlInsert insert) {
            parts.add(insert.getSource());
        } else if (statement.kind() == StatementKind.QUERY) {
            parts.add(node);
        }
        return parts;
    }

    private static EngineProblem problem(Statement statement, SqlNode found) {
        boolean function = Unrepeatable.isFunction(found);
        String name = found instanceof SqlCall call ? call.getOperator().getName() + "()" : found.toString();
        String message = function
                ? name + " gives something else in every run"
                : name + " is the time of the machine, so the result differs from run to run";
        String remedy =
                function && !name.startsWith("UNIX") ? "take it from a column of the rows, or give a seed" : CLOCK;
        return new EngineProblem(
                EngineProblem.Kind.UNSUPPORTED, Optional.of(statement.position(found)), message, remedy);
    }

    /**
     * A column of the result that is a processing time.
     *
     * @param statement the statement that makes the rows
     * @param result the columns of its rows
     */
    public static Optional<EngineProblem> written(Statement statement, ResolvedSchema result) {
        List<Column> columns = result.getColumns();
        for (int index = 0; index < columns.size(); index++) {
            if (isTime(columns.get(index))) {
                Optional<SqlNode> item = statement.node() instanceof RichSqlInsert insert
                        ? SelectItems.of(insert, index + 1)
                        : Optional.empty();
                return Optional.of(new EngineProblem(
                        EngineProblem.Kind.UNSUPPORTED,
                        Optional.of(item.map(statement::position).orElse(statement.position())),
                        "the column " + columns.get(index).getName()
                                + " is the time of the machine, so the result differs from run to run",
                        CLOCK));
            }
        }
        return Optional.empty();
    }

    private static boolean isTime(Column column) {
        return LogicalTypeChecks.isProctimeAttribute(column.getDataType().getLogicalType());
    }
}
