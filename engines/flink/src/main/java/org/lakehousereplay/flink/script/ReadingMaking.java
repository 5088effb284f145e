package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.SourceTable;

/** Makes of what was collected what the build hears of it. */
final class ReadingMaking {

    private final TableEnvironmentImpl environment;
    private final List<Unit> units;
    private final Map<ObjectIdentifier, Unit> declared;
    private final List<Statement> functions;
    private final List<EngineProblem> problems;
    private final Set<ObjectIdentifier> used = new HashSet<>();

    ReadingMaking(
            TableEnvironmentImpl environment,
            List<Unit> units,
            Map<ObjectIdentifier, Unit> declared,
            List<Statement> functions,
            List<EngineProblem> problems) {
        this.environment = environment;
        this.units = units;
        this.declared = declared;
        this.functions = functions;
        this.problems = new ArrayList<>(problems);
        units.forEach(unit -> used.addAll(unit.references()));
    }

    ScriptReading result(List<Statement> statements, ReplayMode mode) {
        Map<Unit, ScriptTable> tables = new LinkedHashMap<>();
        TableNames names = new TableNames();
        List<Draft> drafts = drafts();
        drafts.stream().filter(draft -> isSource(draft.role())).forEach(draft -> names.take(draft.unit()));
        drafts.stream().filter(draft -> !isSource(draft.role())).forEach(draft -> names.take(draft.unit()));
        problems.addAll(names.problems());
        for (Draft draft : drafts) {
            tables.put(draft.unit(), draft.table(names.of(draft.unit())));
        }
        OutputMaking outputs = new OutputMaking(tables, declared, statements, functions, mode);
        ColumnsMaking columns = new ColumnsMaking(problems);
        List<SourceTable> sources = new ArrayList<>();
        List<OutputTable> made = new ArrayList<>();
        tables.forEach((unit, table) -> {
            if (isSource(table.role())) {
                sources.add(new SourceTable(
                        table.name(),
                        columns.read(table),
                        ColumnsMaking.primaryKey(table.schema()),
                        TableKinds.read(table),
                        EventTimes.of(table.schema()),
                        table.declaration().place()));
            } else if (table.role() != TableRole.UNUSED) {
                made.add(outputs.make(unit, table, columns));
            }
        });
        PipelineReading reading = problems.isEmpty()
                ? new PipelineReading(sources, made, List.of())
                : new PipelineReading(List.of(), List.of(), problems);
        return new ScriptReading(
                reading, statements, mode, problems.isEmpty() ? List.copyOf(tables.values()) : List.of());
    }

    private static boolean isSource(TableRole role) {
        return role == TableRole.SOURCE || role == TableRole.LAKE_SOURCE;
    }

    private List<Draft> drafts() {
        List<Draft> drafts = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.identifier().isEmpty()) {
                ResolvedSchema schema = unit.querySchema().orElseThrow();
                drafts.add(new Draft(unit, TableRole.QUERY, schema, Map.of()));
            } else {
                // What is not there any more was dropped by a later statement.
                environment
                        .getCatalogManager()
                        .getTable(unit.identifier().get())
                        .ifPresent(table -> drafts.add(draft(unit, table)));
            }
        }
        return drafts;
    }

    private Draft draft(Unit unit, ContextResolvedTable table) {
        CatalogBaseTable.TableKind kind = table.getTable().getTableKind();
        Map<String, String> options = kind == CatalogBaseTable.TableKind.VIEW
                ? Map.of()
                : new HashMap<>(table.getTable().getOptions());
        return new Draft(unit, role(unit, table, kind), table.getResolvedSchema(), options);
    }

    private TableRole role(Unit unit, ContextResolvedTable table, CatalogBaseTable.TableKind kind) {
        boolean read = used.contains(unit.identifier().orElseThrow());
        if (kind == CatalogBaseTable.TableKind.VIEW) {
            return TableRole.VIEW;
        }
        if (ScriptCatalogs.isPaimon(table)) {
            return unit.isWritten() ? TableRole.LAKE : read ? TableRole.LAKE_SOURCE : TableRole.UNUSED;
        }
        if (unit.isWritten()) {
            return read ? TableRole.TOPIC : TableRole.SINK;
        }
        return read ? TableRole.SOURCE : TableRole.UNUSED;
    }

    private record Draft(Unit unit, TableRole role, ResolvedSchema schema, Map<String, String> options) {

        ScriptTable table(String name) {
            return new ScriptTable(name, unit.identifier(), role, schema, options, unit.declaration());
        }
    }
}
