package org.lakehousereplay.flink.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.sql.parser.ddl.SqlReset;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.sql.parser.ddl.catalog.SqlCreateCatalog;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.UdfStreamOperatorFactory;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.paimon.catalog.Identifier;
import org.apache.paimon.flink.FlinkCatalog;
import org.apache.paimon.table.Table;
import org.lakehousereplay.flink.connector.Blueprint;
import org.lakehousereplay.flink.connector.BoundTables;
import org.lakehousereplay.flink.connector.CommitWatch;
import org.lakehousereplay.flink.connector.ReplayedCatalog;
import org.lakehousereplay.flink.connector.StepSource;
import org.lakehousereplay.flink.script.ScriptCatalogs;
import org.lakehousereplay.flink.script.ScriptProblems;
import org.lakehousereplay.flink.script.ScriptReading;
import org.lakehousereplay.flink.script.Statement;
import org.lakehousereplay.flink.script.StatementKind;
import org.lakehousereplay.flink.script.TableRole;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayRequest;

/** Runs the declarations of a replay's scripts and compiles what writes to jobs. */
final class ScriptCompiler {

    private static final Set<TableRole> WRITTEN =
            Set.of(TableRole.SINK, TableRole.TOPIC, TableRole.LAKE, TableRole.LAKE_SOURCE);

    private final ReplayRequest request;
    private final ScriptReading reading;
    private final Map<ObjectIdentifier, String> names;
    private final Blueprint blueprint;
    private final ScriptCatalogs catalogs;
    private final Optional<FrozenClock> clock;
    private final boolean batch;
    private final GraphCatcher catcher;
    private final TableEnvironmentInternal tables;
    private final Captures captures;
    private final Configuration initial;
    private boolean checkpoints;
    private final List<Insert> pending = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Insert> all = new ArrayList<>();
    private final Map<String, ObjectIdentifier> declared = new HashMap<>();
    private final Set<ObjectIdentifier> views = new LinkedHashSet<>();
    private final Map<ObjectIdentifier, Statement> viewStatements = new HashMap<>();

    ScriptCompiler(ReplayRequest request, Blueprint blueprint, ScriptReading reading) {
        this.request = request;
        this.reading = reading;
        this.names = reading.names();
        this.blueprint = blueprint;
        this.catalogs = new ScriptCatalogs(request.directory().resolve("lake"));
        this.batch = reading.mode() == ReplayMode.BATCH;
        ClassLoader classLoader = ScriptCompiler.class.getClassLoader();
        Configuration configuration = ReplaySettings.initial(request.scripts().timeZone(), batch);
        this.catcher = new GraphCatcher(configuration, classLoader);
        EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance()
                .withConfiguration(configuration)
                .withClassLoader(classLoader);
        this.tables = (TableEnvironmentInternal) StreamTableEnvironment.create(
                catcher, (batch ? settings.inBatchMode() : settings.inStreamingMode()).build());
        tables.loadModule("lakehouse", new BoundTables(blueprint));
        this.captures = new Captures(tables, blueprint);
        this.clock = request.clock().map(FrozenClock::new);
        installClock();
        this.initial = new Configuration(tables.getConfig().getConfiguration());
    }

    /**
     * Runs the declarations and understands everything that writes.
     *
     * @param statements the statements of all scripts
     * @param immediately runs a job in batch mode, where the statements behind it may need what it writes
     */
    void read(List<Statement> statements, Consumer<JobPlan> immediately) {
        Set<ObjectIdentifier> written = new HashSet<>();
        reading.tables().stream()
                .filter(table -> WRITTEN.contains(table.role()))
                .forEach(table -> table.identifier().ifPresent(written::add));
        blueprint.writtenAnywhere(written::contains);
        for (Statement statement : statements) {
            try {
                read(statement);
            } catch (ReplayFailure failure) {
                throw failure;
            } catch (Exception failure) {
                throw refused(statement, failure);
            }
            if (batch) {
                jobs().forEach(immediately);
            }
        }
        views.forEach(this::captureView);
    }

    private void read(Statement statement) throws Exception {
        switch (statement.kind()) {
            case SET -> set((SqlSet) statement.node());
            case RESET -> {
                closeGroup();
                ReplaySettings.reset(
                        (SqlReset) statement.node(), tables.getConfig().getConfiguration(), initial);
            }
            case CREATE_CATALOG -> createCatalog((SqlCreateCatalog) statement.node());
            case IGNORED, UNSUPPORTED -> {
                // Told by the reading of the scripts.
            }
            default -> execute(statement);
        }
    }

    private void execute(Statement statement) throws Exception {
        blueprint.startStatement();
        String sql = clock.map(frozen -> frozen.freeze(statement.sql())).orElse(statement.sql());
        Operation operation = tables.getParser().parse(sql).get(0);
        if (operation instanceof SinkModifyOperation insert) {
            add(insert, statement);
        } else if (operation instanceof CreateTableASOperation created) {
            CreateTableOperation table = created.getCreateTableOperation();
            tables.executeInternal(table);
            declare(table.getTableIdentifier());
            add(created.toSinkModifyOperation(tables.getCatalogManager()), statement);
        } else if (operation instanceof QueryOperation query) {
            String name = stem(statement);
            if (request.outputs().contains(name) && statement.kind() == StatementKind.QUERY) {
                pending.add(captures.of(name, query, statement));
            }
        } else {
            tables.executeInternal(operation);
            if (operation instanceof CreateTableOperation table) {
                declare(table.getTableIdentifier());
                fill(table.getTableIdentifier(), statement);
            } else if (operation instanceof CreateViewOperation view) {
                declare(view.getViewIdentifier());
                if (request.outputs().contains(name(view.getViewIdentifier()))) {
                    views.add(view.getViewIdentifier());
                    viewStatements.put(view.getViewIdentifier(), statement);
                }
            }
        }
    }

    private void declare(ObjectIdentifier identifier) {
        declared.put(name(identifier), identifier);
    }

    private String name(ObjectIdentifier identifier) {
        return names.getOrDefault(identifier, identifier.getObjectName());
    }

    /** Writes the rows of the fixture to a Paimon table that the scripts only read. */
    private void fill(ObjectIdentifier table, Statement statement) {
        boolean filled = reading.tables().stream()
                .filter(known -> known.role() == TableRole.LAKE_SOURCE)
                .anyMatch(known -> known.identifier().equals(Optional.of(table)));
        if (filled && request.inputs().containsKey(name(table))) {
            String insert = LakeInput.declare(tables, table, name(table));
            blueprint.startStatement();
            add((SinkModifyOperation) tables.getParser().parse(insert).get(0), statement);
        }
    }

    @SuppressWarnings("deprecation") // A descriptor cannot carry a catalog that is there already.
    private void createCatalog(SqlCreateCatalog statement) {
        catalogs.create(tables, statement);
        String name = statement.getName().getSimple();
        Catalog created = tables.getCatalog(name).orElseThrow();
        if (created instanceof FlinkCatalog paimon && !(created instanceof ReplayedCatalog)) {
            tables.getCatalogManager().unregisterCatalog(name, false);
            tables.registerCatalog(name, new ReplayedCatalog(paimon, blueprint));
        }
    }

    /** The Paimon table behind an output, if it is one. */
    Optional<Table> paimonTable(String output) throws Exception {
        ObjectIdentifier identifier = declared.get(output);
        if (identifier == null || views.contains(identifier)) {
            return Optional.empty();
        }
        Catalog catalog = tables.getCatalog(identifier.getCatalogName()).orElseThrow();
        if (tables.getCatalogManager().getTableOrError(identifier).isTemporary()
                || !(catalog instanceof FlinkCatalog paimon)) {
            return Optional.empty();
        }
        return Optional.of(
                paimon.catalog().getTable(Identifier.create(identifier.getDatabaseName(), identifier.getObjectName())));
    }

    private void add(SinkModifyOperation insert, Statement statement) {
        ObjectIdentifier table = insert.getContextResolvedTable().getIdentifier();
        blueprint.written(table);
        pending.add(new Insert(insert, table, blueprint.statementReads(), statement));
    }

    private void captureView(ObjectIdentifier view) {
        Statement statement = viewStatements.get(view);
        try {
            blueprint.startStatement();
            Operation query = tables.getParser()
                    .parse("SELECT * FROM " + view.asSerializableString())
                    .get(0);
            pending.add(captures.of(name(view), (QueryOperation) query, statement));
        } catch (ReplayFailure failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw refused(statement, failure);
        }
    }

    /** Ends the session of the scripts. */
    void close() {
        tables.getCatalogManager().close();
    }

    /** How far each table is from the rows of the fixture. */
    Map<ObjectIdentifier, Integer> ranks() {
        return Ranks.of(all);
    }

    /** Compiles what writes and has not been compiled: one job for all that run under the same settings. */
    List<JobPlan> jobs() {
        closeGroup();
        List<Group> compiled = List.copyOf(groups);
        groups.clear();
        Set<ObjectIdentifier> reads = new HashSet<>();
        for (Group group : compiled) {
            all.addAll(group.inserts());
            group.inserts().forEach(insert -> reads.addAll(insert.reads()));
        }
        // Rows have to be waited for between jobs and sources, and before they are committed.
        if (request.restart() || blueprint.isCommitting() || reads.size() > 1) {
            takeCheckpoints();
        }
        Configuration now = new Configuration(tables.getConfig().getConfiguration());
        List<JobPlan> plans = new ArrayList<>();
        for (Group group : compiled) {
            ReplaySettings.apply(group.settings(), tables.getConfig().getConfiguration());
            plans.add(compile(group.inserts()));
        }
        ReplaySettings.apply(now, tables.getConfig().getConfiguration());
        return plans;
    }

    private JobPlan compile(List<Insert> inserts) {
        List<ModifyOperation> operations = new ArrayList<>();
        Set<ObjectIdentifier> reads = new LinkedHashSet<>();
        Set<ObjectIdentifier> writes = new LinkedHashSet<>();
        for (Insert insert : inserts) {
            operations.add(insert.operation());
            reads.addAll(insert.reads());
            writes.add(insert.table());
        }
        StreamGraph graph = translate(operations, inserts);
        if (sources(graph).size() > 1 && takeCheckpoints()) {
            // One table may be read twice.
            graph = translate(operations, inserts);
        }
        List<String> commits = batch ? List.of() : CommitWatch.install(graph, blueprint);
        return new JobPlan(
                new JobTemplate(graph),
                sources(graph),
                commits,
                reads,
                writes,
                inserts.get(0).statement(),
                checkpoints);
    }

    private StreamGraph translate(List<ModifyOperation> operations, List<Insert> inserts) {
        try {
            tables.executeInternal(operations);
        } catch (RuntimeException failure) {
            throw refused(guilty(inserts), failure);
        }
        return catcher.take().orElseThrow();
    }

    /** Has jobs take checkpoints, when they are told to. */
    private boolean takeCheckpoints() {
        if (batch || checkpoints) {
            return false;
        }
        checkpoints = true;
        // Checkpoints are taken by hand; without an interval Flink would refuse them.
        catcher.enableCheckpointing(ReplaySettings.NEVER.toMillis());
        return true;
    }

    /** The statement that Flink refuses to compile: the first that it refuses alone. */
    private Statement guilty(List<Insert> inserts) {
        if (inserts.size() > 1) {
            for (Insert insert : inserts) {
                try {
                    tables.executeInternal(List.of(insert.operation()));
                    catcher.take();
                } catch (RuntimeException refused) {
                    return insert.statement();
                }
            }
        }
        return inserts.get(0).statement();
    }

    private static List<String> sources(StreamGraph graph) {
        List<String> sources = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            if (node.getOperatorFactory() instanceof UdfStreamOperatorFactory<?> factory
                    && factory.getUserFunction() instanceof StepSource source) {
                sources.add(source.instance());
            }
        }
        return sources;
    }

    private void set(SqlSet statement) {
        String key = statement.getKeyString();
        if (Settings.isHonoured(key)) {
            closeGroup();
            tables.getConfig().getConfiguration().setString(key, statement.getValueString());
            installClock();
        }
    }

    private void installClock() {
        clock.ifPresent(frozen -> frozen.install(tables, tables.getConfig().getLocalTimeZone()));
    }

    /** What comes from here on runs under other settings. */
    private void closeGroup() {
        if (!pending.isEmpty()) {
            groups.add(new Group(
                    List.copyOf(pending), new Configuration(tables.getConfig().getConfiguration())));
            pending.clear();
        }
    }

    private record Group(List<Insert> inserts, Configuration settings) {}

    private static String stem(Statement statement) {
        String file = statement.file().getFileName().toString();
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static ReplayFailure refused(Statement statement, Exception failure) {
        return new ReplayFailure(ScriptProblems.of(statement, failure), failure);
    }
}
