package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.flink.sql.parser.ddl.SqlCreateObject;
import org.apache.flink.sql.parser.dml.RichSqlInsert;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.types.utils.TypeConversions;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.ReplayMode;

/** Takes the statements of scripts one after the other in one session, and collects what they say. */
final class PlanningRun {

    private static final Set<String> MAINTENANCE =
            Set.of("compact", "compact_database", "expire_snapshots", "remove_orphan_files", "mark_partition_done");

    /** Catalog, database and table. */
    private static final int LONGEST_NAME = 3;

    private static final String CAPTURED_VIEW = "lakehouse_captured_query_";
    private static final String CAPTURE = "lakehouse_capture_";

    private final TableEnvironmentImpl environment;
    private final Declarations declarations;
    private final PlannedTables tables;
    private final Repeatability repeatability;
    private final Map<ObjectIdentifier, Unit> declared = new LinkedHashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private final List<Statement> functions = new ArrayList<>();
    private final List<EngineProblem> problems = new ArrayList<>();
    private final Set<ObjectIdentifier> broken = new HashSet<>();
    private int captures;
    private boolean lost;

    PlanningRun(TableEnvironmentImpl environment, ScriptCatalogs catalogs) {
        this.environment = environment;
        this.declarations = new Declarations(environment, catalogs);
        this.tables = new PlannedTables();
        this.repeatability = new Repeatability(environment);
        environment.loadModule(tables.factoryIdentifier(), tables);
    }

    void take(Statement statement) {
        if (lost) {
            return;
        }
        try {
            if (follows(statement)) {
                abandon(statement);
            } else {
                run(statement);
                problems.addAll(repeatability.problems(statement, this::references));
            }
        } catch (RuntimeException failure) {
            fail(statement, failure);
        }
    }

    /** Whether another text can be planned where a statement stands that writes or asks. Spoils the result. */
    boolean accepts(Statement statement, String sql) {
        int before = problems.size();
        try {
            take(statement.written(sql));
        } catch (SqlParseException refused) {
            return false;
        }
        return problems.size() == before;
    }

    private void run(Statement statement) {
        switch (statement.kind()) {
            case CREATE_TABLE -> {
                declarations.run(statement);
                refuseStrayPaimon(declare(statement));
            }
            case CREATE_TABLE_AS -> {
                declarations.run(statement);
                Unit unit = declare(statement);
                refuseStrayPaimon(unit);
                unit.write(statement, references(statement.node()), plan(() -> declarations.modification(statement)));
            }
            case CREATE_VIEW -> {
                declarations.run(statement);
                Unit unit = declare(statement);
                ObjectIdentifier view = unit.identifier().orElseThrow();
                unit.define(statement, references(statement.node()), capture(view, environment.from(path(view))));
            }
            case CREATE_FUNCTION -> {
                declarations.run(statement);
                functions.add(statement);
            }
            case INSERT -> insert(statement);
            case QUERY -> query(statement);
            case CALL -> call(statement);
            case UNSUPPORTED ->
                problems.add(ScriptProblems.unsupported(
                        statement, "a replay cannot run " + ScriptProblems.name(statement), ""));
            case SET, RESET, CREATE_CATALOG, DECLARATION, IGNORED -> declarations.run(statement);
        }
    }

    private Unit declare(Statement statement) {
        ObjectIdentifier identifier = identifier(((SqlCreateObject) statement.node()).getName());
        return declared.computeIfAbsent(identifier, key -> {
            Unit unit = new Unit(statement, Optional.of(key));
            units.add(unit);
            return unit;
        });
    }

    private void refuseStrayPaimon(Unit unit) {
        ObjectIdentifier identifier = unit.identifier().orElseThrow();
        environment
                .getCatalogManager()
                .getTable(identifier)
                .filter(ScriptCatalogs::isStrayPaimon)
                .ifPresent(table -> {
                    broken.add(identifier);
                    problems.add(ScriptProblems.unsupported(
                            unit.declaration(),
                            "the Paimon table " + identifier.getObjectName() + " is in no Paimon catalog",
                            "make it in one: CREATE CATALOG … WITH ('type' = 'paimon', …)"));
                });
    }

    private void insert(Statement statement) {
        ObjectIdentifier target = identifier((SqlIdentifier) ((RichSqlInsert) statement.node()).getTargetTableID());
        PlanRecord plan = plan(() -> {
            ModifyOperation modification = declarations.modification(statement);
            Repeatability.written(statement, modification.getChild().getResolvedSchema())
                    .ifPresent(problems::add);
            return modification;
        });
        Unit unit = declared.get(target);
        if (unit != null) {
            unit.write(statement, references(statement.node()), plan);
        }
    }

    private void query(Statement statement) {
        QueryOperation operation =
                (QueryOperation) environment.getParser().parse(statement.sql()).get(0);
        Table table = environment.createTable(operation);
        String view = CAPTURED_VIEW + captures;
        environment.createTemporaryView(view, table);
        ObjectIdentifier identifier = identifier(UnresolvedIdentifier.of(view));
        Unit unit = new Unit(statement, Optional.empty());
        unit.querySchema(table.getResolvedSchema());
        Repeatability.written(statement, table.getResolvedSchema()).ifPresent(problems::add);
        unit.define(statement, references(statement.node()), capture(identifier, table));
        units.add(unit);
    }

    private void call(Statement statement) {
        boolean harmless = TableReferences.procedure(statement.node())
                .filter(MAINTENANCE::contains)
                .isPresent();
        if (!harmless) {
            problems.add(ScriptProblems.unsupported(
                    statement,
                    "a replay cannot call this procedure",
                    "leave it to a script that is not listed under scripts: in pipeline.yaml"));
        }
    }

    /** Plans a statement; its tables are made already when it is parsed. */
    private PlanRecord plan(Supplier<ModifyOperation> operation) {
        PlanRecord record = tables.begin();
        environment.getPlanner().translate(List.of(operation.get()));
        return record;
    }

    /** Plans that all of a view goes to a table that takes everything. */
    private PlanRecord capture(ObjectIdentifier view, Table table) {
        ResolvedSchema schema = table.getResolvedSchema();
        Schema.Builder columns = Schema.newBuilder();
        schema.getColumns()
                .forEach(column -> columns.column(
                        column.getName(), TypeConversions.fromLogicalToDataType(CaptureQuery.type(column))));
        ObjectIdentifier sink = identifier(UnresolvedIdentifier.of(CAPTURE + captures++));
        environment.createTemporaryTable(
                path(sink),
                TableDescriptor.forConnector(PlannedTables.CAPTURE)
                        .schema(columns.build())
                        .build());
        String insert = CaptureQuery.insert(path(sink), path(view), schema);
        return plan(
                () -> (ModifyOperation) environment.getParser().parse(insert).get(0));
    }

    private static String path(ObjectIdentifier identifier) {
        return identifier.asSerializableString();
    }

    private ObjectIdentifier identifier(SqlIdentifier name) {
        return identifier(UnresolvedIdentifier.of(name.names));
    }

    private ObjectIdentifier identifier(UnresolvedIdentifier name) {
        return environment.getCatalogManager().qualifyIdentifier(name);
    }

    private Set<ObjectIdentifier> references(SqlNode node) {
        Set<ObjectIdentifier> references = new LinkedHashSet<>();
        for (SqlIdentifier name : TableReferences.of(node)) {
            if (name.names.size() <= LONGEST_NAME) {
                references.add(withoutSystemTable(identifier(name)));
            }
        }
        return references;
    }

    /** Paimon's {@code orders$audit_log} is another look at {@code orders}. */
    private ObjectIdentifier withoutSystemTable(ObjectIdentifier table) {
        String name = table.getObjectName();
        int dollar = name.indexOf('$');
        return dollar <= 0 || declared.containsKey(table)
                ? table
                : ObjectIdentifier.of(table.getCatalogName(), table.getDatabaseName(), name.substring(0, dollar));
    }

    private void fail(Statement statement, RuntimeException failure) {
        problems.add(ScriptProblems.of(statement, failure));
        // Without its catalogs and databases, nothing of a script can be understood.
        lost = statement.kind() == StatementKind.CREATE_CATALOG || statement.kind() == StatementKind.DECLARATION;
        abandon(statement);
    }

    /** Whether a statement needs what is not there because of a problem. */
    private boolean follows(Statement statement) {
        if (broken.isEmpty()) {
            return false;
        }
        boolean writes = statement.node() instanceof RichSqlInsert insert
                && broken.contains(identifier((SqlIdentifier) insert.getTargetTableID()));
        return writes || references(statement.node()).stream().anyMatch(broken::contains);
    }

    /** Goes on without what a statement declares. */
    private void abandon(Statement statement) {
        if (statement.node() instanceof SqlCreateObject create && create.getFullName().length <= LONGEST_NAME) {
            broken.add(identifier(create.getName()));
        }
    }

    ScriptReading result(List<Statement> statements, ReplayMode mode) {
        return new ReadingMaking(environment, units, declared, functions, problems).result(statements, mode);
    }
}
