package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlTableColumn;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.TableColumn;

/** Columns for the SPI; those of a type that cannot be kept are problems. */
final class ColumnsMaking {

    private final List<EngineProblem> problems;

    ColumnsMaking(List<EngineProblem> problems) {
        this.problems = problems;
    }

    /** The columns that input rows have. */
    List<TableColumn> read(ScriptTable table) {
        return columns(table, column -> column.isPhysical() || column instanceof Column.MetadataColumn);
    }

    /** The columns that rows have which come out. */
    List<TableColumn> written(ScriptTable table) {
        return columns(table, Column::isPersisted);
    }

    private List<TableColumn> columns(ScriptTable table, Predicate<Column> chosen) {
        List<TableColumn> columns = new ArrayList<>();
        for (Column column : table.schema().getColumns()) {
            if (chosen.test(column)) {
                Optional<TableColumn> made = ColumnTypes.column(column.getName(), CaptureQuery.type(column));
                made.ifPresent(columns::add);
                if (made.isEmpty()) {
                    problems.add(unknownType(table, column));
                }
            }
        }
        return columns;
    }

    private static EngineProblem unknownType(ScriptTable table, Column column) {
        Statement declaration = table.declaration();
        return new EngineProblem(
                EngineProblem.Kind.UNSUPPORTED,
                Optional.of(place(declaration, column.getName())),
                "column " + column.getName() + " of " + table.name() + " is of type "
                        + column.getDataType().getLogicalType().asSummaryString() + ", which a replay cannot keep",
                "cast it to a type that can be written down, such as STRING");
    }

    private static EngineProblem.Position place(Statement declaration, String column) {
        if (declaration.node() instanceof SqlCreateTable create) {
            for (SqlNode node : create.getColumnList()) {
                if (node instanceof SqlTableColumn declared
                        && declared.getName().getSimple().equals(column)) {
                    return declaration.position(declared.getName());
                }
            }
        }
        return declaration.position();
    }

    static List<String> primaryKey(ResolvedSchema schema) {
        return schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of());
    }
}
