package org.lakehousereplay.flink.script;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.RowKinds;

/** Makes the outputs: what each of them is, and all that its rows come from. */
final class OutputMaking {

    private final Map<Unit, ScriptTable> tables;
    private final Map<ObjectIdentifier, Unit> declared;
    private final Fingerprints fingerprints;

    OutputMaking(
            Map<Unit, ScriptTable> tables,
            Map<ObjectIdentifier, Unit> declared,
            List<Statement> statements,
            List<Statement> functions,
            ReplayMode mode) {
        this.tables = tables;
        this.declared = declared;
        this.fingerprints = new Fingerprints(statements, functions, mode);
    }

    OutputTable make(Unit unit, ScriptTable table, ColumnsMaking columns) {
        Set<Unit> closure = new LinkedHashSet<>();
        collect(unit, closure);
        boolean query = table.role() == TableRole.VIEW || table.role() == TableRole.QUERY;
        return new OutputTable(
                table.name(),
                columns.written(table),
                ColumnsMaking.primaryKey(table.schema()),
                query ? (unit.updates() ? RowKinds.CHANGELOG : RowKinds.INSERT_ONLY) : TableKinds.written(table),
                reads(closure),
                upstream(unit),
                usesClock(closure),
                fingerprints.of(closure, tables),
                unit.statements().stream().map(Statement::place).toList());
    }

    /** The unit and everything that it names, and so on. */
    private void collect(Unit unit, Set<Unit> closure) {
        if (closure.add(unit)) {
            unit.references().forEach(reference -> find(reference).ifPresent(next -> collect(next, closure)));
        }
    }

    private Optional<Unit> find(ObjectIdentifier identifier) {
        return Optional.ofNullable(declared.get(identifier)).filter(tables::containsKey);
    }

    private boolean isSource(Unit unit) {
        TableRole role = tables.get(unit).role();
        return role == TableRole.SOURCE || role == TableRole.LAKE_SOURCE;
    }

    private Map<String, Set<String>> reads(Set<Unit> closure) {
        Map<String, Set<String>> reads = new TreeMap<>();
        for (Unit unit : closure) {
            unit.reads().forEach((table, columns) -> find(table)
                    .filter(this::isSource)
                    .ifPresent(
                            source -> reads.computeIfAbsent(tables.get(source).name(), key -> new TreeSet<>())
                                    .addAll(columns)));
            if (tables.get(unit).role() == TableRole.LAKE_SOURCE) {
                // Paimon's own source does not tell which columns it is asked for.
                Set<String> all = new TreeSet<>();
                tables.get(unit).schema().getColumns().stream()
                        .filter(Column::isPhysical)
                        .forEach(column -> all.add(column.getName()));
                reads.put(tables.get(unit).name(), all);
            } else if (tables.get(unit).role() == TableRole.SOURCE) {
                reads.computeIfAbsent(tables.get(unit).name(), key -> new TreeSet<>());
            }
        }
        return reads;
    }

    private Set<String> upstream(Unit unit) {
        Set<String> upstream = new TreeSet<>();
        for (ObjectIdentifier reference : unit.references()) {
            find(reference)
                    .filter(other -> other != unit && !isSource(other))
                    .ifPresent(other -> upstream.add(tables.get(other).name()));
        }
        return upstream;
    }

    private boolean usesClock(Set<Unit> closure) {
        Set<String> clocks = new HashSet<>();
        for (Unit unit : closure) {
            for (Column column : tables.get(unit).schema().getColumns()) {
                if (column instanceof Column.ComputedColumn computed
                        && asksClock(computed.getExpression().asSerializableString())) {
                    clocks.add(column.getName());
                }
            }
        }
        return closure.stream()
                .flatMap(unit -> unit.statements().stream())
                .map(OutputMaking::query)
                .flatMap(Optional::stream)
                .anyMatch(tree -> ClockUse.in(tree, clocks));
    }

    private static boolean asksClock(String expression) {
        try {
            return ClockUse.in(SqlText.parseExpression(expression), Set.of());
        } catch (SqlParseException unknown) {
            return true;
        }
    }

    /** The part of a statement that makes rows. */
    private static Optional<SqlNode> query(Statement statement) {
        return switch (statement.kind()) {
            case INSERT, QUERY, CREATE_VIEW, CREATE_TABLE_AS -> Optional.of(statement.node());
            default -> Optional.empty();
        };
    }
}
