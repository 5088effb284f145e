package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.rows.ChangeEventRows;

/**
 * The tables and views of one pipeline. All fixtures share the tables, which have a column {@code _fixture}; views
 * under the names that the models use show only the rows of the fixture that the session's variable names. So tables
 * are created once, files are loaded and outputs compared for all fixtures together, and still no fixture sees another.
 */
final class Workspace {

    private static final String FIXTURE_VARIABLE = "lakehouse_fixture";
    private static final String FIXTURE_OF_SESSION = "getvariable('" + FIXTURE_VARIABLE + "')";

    private final Pipeline pipeline;
    private final String schema;
    private final Optional<Workspace> candidate;
    private final Set<String> shared;
    private final boolean asserted;
    private final Set<String> tracked;

    /**
     * @param pipeline the pipeline
     * @param number tells its schemas from those of other pipelines
     */
    Workspace(Pipeline pipeline, int number) {
        this(pipeline, number, Set.of());
    }

    /**
     * @param pipeline the pipeline
     * @param number tells its schemas from those of other pipelines
     * @param tracked the sources of which it is kept how their rows arrived, by declared name; see {@link ArrivalTracking}
     */
    Workspace(Pipeline pipeline, int number, Set<String> tracked) {
        this(pipeline, number, Optional.empty(), Set.of(), tracked, true);
    }

    private Workspace(
            Pipeline pipeline,
            int number,
            Optional<Workspace> candidate,
            Set<String> shared,
            Set<String> tracked,
            boolean asserted) {
        this.pipeline = pipeline;
        this.schema = "p" + number;
        this.candidate = candidate;
        this.shared = shared;
        this.asserted = asserted;
        this.tracked = Set.copyOf(tracked);
    }

    /**
     * A workspace for an older version of a pipeline, which reads the inputs of the candidate.
     *
     * @param older the older version
     * @param number tells its schemas from those of other pipelines
     * @param candidate the workspace of the candidate
     * @param shared the models whose rows are those that the candidate computes, by declared name
     * @param asserted whether it has expectations of its own
     */
    static Workspace ofOlder(
            Pipeline older, int number, Workspace candidate, Set<String> shared, boolean asserted) {
        return new Workspace(older, number, Optional.of(candidate), Set.copyOf(shared), Set.of(), asserted);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** The workspace that holds the rows of the sources: that of the candidate. */
    Workspace holder() {
        return candidate.orElse(this);
    }

    /** Tells it from the other workspaces of the session. */
    String id() {
        return schema;
    }

    void create(Connection connection) throws SQLException {
        for (String part : List.of(schema, expectedSchema(), differenceSchema())) {
            DuckDbDatabase.execute(connection, "CREATE SCHEMA " + part);
        }
        if (candidate.isEmpty()) {
            for (Source source : pipeline.sources()) {
                createTable(connection, schema, source.name(), source.columns());
            }
            if (!tracked.isEmpty()) {
                createChanges(connection);
            }
        }
        if (asserted) {
            for (Model metric : pipeline.metrics()) {
                createTable(connection, expectedSchema(), metric.name(), metric.output());
            }
        }
        for (Model model : pipeline.models()) {
            if (!shared.contains(model.name())) {
                createTable(connection, schema, model.name(), model.output());
            }
        }
        createViews(connection, sharedViews(), candidate.map(Workspace::sharedViews));
    }

    private void createChanges(Connection connection) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE SCHEMA " + changesSchema());
        for (Source source : pipeline.sources()) {
            if (tracked.contains(source.name())) {
                List<Column> columns = new ArrayList<>(Arrivals.COLUMNS);
                columns.addAll(source.columns());
                createTable(connection, changesSchema(), source.name(), columns);
            }
        }
    }

    private static void createTable(Connection connection, String schema, String table, List<Column> columns)
            throws SQLException {
        StringBuilder ddl = new StringBuilder("CREATE TABLE ")
                .append(Sql.name(schema, table))
                .append(" (_fixture INTEGER");
        for (Column column : columns) {
            ddl.append(", ").append(Sql.name(column.name())).append(' ').append(column.type());
        }
        DuckDbDatabase.execute(connection, ddl.append(')').toString());
    }

    /** Views for a fixture of its own, some of whose sources are read from Parquet files in place. */
    Views createViews(Connection connection, int fixture, Map<String, ParquetSource> parquet) throws SQLException {
        Views views = new Views(schema + "_" + fixture, parquet);
        createViews(connection, views, Optional.empty());
        return views;
    }

    /** Views of an older version for a fixture whose views in the candidate are its own. */
    Views createViewsOver(Connection connection, int fixture, Views ofCandidate) throws SQLException {
        Views views = new Views(schema + "_" + fixture, Map.of());
        createViews(connection, views, Optional.of(ofCandidate));
        return views;
    }

    /** The views that most fixtures share. */
    Views sharedViews() {
        return new Views(schema, Map.of());
    }

    private void createViews(Connection connection, Views views, Optional<Views> ofCandidate) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE SCHEMA " + views.tableSchema());
        DuckDbDatabase.execute(connection, "CREATE SCHEMA " + views.querySchema());
        for (Source source : pipeline.sources()) {
            DuckDbDatabase.execute(
                    connection,
                    "CREATE VIEW " + Sql.name(views.tableSchema(), source.name()) + " AS "
                            + rowsOf(source, views, ofCandidate));
        }
        DuckDbDatabase.execute(connection, views.use());
        // Some arguments are computed as soon as a view is made; what they are then does not matter.
        FrozenClock.set(connection, OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
        for (Model model : pipeline.models()) {
            boolean computed = !shared.contains(model.name());
            if (computed && pipeline.inProcess()) {
                DuckDbDatabase.execute(connection, views.queryPrefix(model) + model.sql());
            }
            DuckDbDatabase.execute(
                    connection,
                    "CREATE VIEW " + Sql.name(views.tableSchema(), model.name()) + " AS "
                            + (computed
                                    ? rowsOfSession(model.name(), model.output())
                                    : "FROM "
                                            + Sql.name(ofCandidate.orElseThrow().tableSchema(), model.name())));
        }
    }

    private String rowsOf(Source source, Views views, Optional<Views> ofCandidate) {
        if (ofCandidate.isPresent()) {
            return adaptation(source).query(ofCandidate.get().tableSchema());
        }
        ParquetSource parquet = views.parquet().get(source.name());
        return parquet == null ? rowsOfSession(source.name(), source.columns()) : parquet.query();
    }

    /** Whether the rows of a model are those that the candidate computes. */
    boolean isShared(String model) {
        return shared.contains(model);
    }

    /** How an older version sees a source of the candidate. */
    SourceAdaptation adaptation(Source source) {
        return new SourceAdaptation(source, candidate.orElseThrow().pipeline.source(source.name()));
    }

    private String rowsOfSession(String table, List<Column> columns) {
        return "SELECT " + Sql.names(columns.stream().map(Column::name).toList()) + " FROM memory."
                + Sql.name(schema, table) + " WHERE _fixture = " + FIXTURE_OF_SESSION;
    }

    /** The table with the rows of a source or model, for all fixtures. */
    String table(String name) {
        return shared.contains(name) ? candidate.orElseThrow().table(name) : Sql.name(schema, name);
    }

    /** The table with the rows that are expected of a metric. */
    String expectedTable(Model metric) {
        return Sql.name(expectedSchema(), metric.name());
    }

    /** The table with the rows of a metric that differ from those expected. */
    String differenceTable(Model metric) {
        return Sql.name(differenceSchema(), metric.name());
    }

    /** Whether a comparison has found rows that differ. */
    boolean hasDifferences(Connection connection, Model metric) throws SQLException {
        return hasTable(connection, differenceSchema(), metric);
    }

    /** The table with the rows of a metric that break a check. */
    String anomalyTable(Model metric) {
        return Sql.name(anomalySchema(), metric.name());
    }

    /** Makes the schema of rows that break a check, which few pipelines need. */
    void createAnomalySchema(Connection connection) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + anomalySchema());
    }

    /** Whether rows of a metric break a check. */
    boolean hasAnomalies(Connection connection, Model metric) throws SQLException {
        return !metric.metric().map(Metric::checks).orElse(List.of()).isEmpty()
                && hasTable(connection, anomalySchema(), metric);
    }

    private static boolean hasTable(Connection connection, String schema, Model metric) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT count(*) FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?")) {
            statement.setString(1, schema);
            statement.setString(2, metric.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }

    /** Whether it is kept in which order and how the rows of a source arrived. */
    boolean tracks(Source source) {
        return tracked.contains(source.name());
    }

    /** The table with the rows of a tracked source as they arrived, with the columns of {@link Arrivals}. */
    String changesTable(Source source) {
        return Sql.name(changesSchema(), source.name());
    }

    /** The rows of a source and a fixture as they arrived, as far as that is kept. */
    InputExport.Rows arrivals(Source source, int fixture) {
        return tracks(source)
                ? new InputExport.Rows(changesTable(source), true, fixture)
                : new InputExport.Rows(table(source.name()), false, fixture);
    }

    private String changesSchema() {
        return schema + "_changes";
    }

    private String expectedSchema() {
        return schema + "_expected";
    }

    private String anomalySchema() {
        return schema + "_anomalies";
    }

    private String differenceSchema() {
        return schema + "_difference";
    }

    LoadTarget sourceTarget(Source source, Collection<Model> models) {
        Map<String, String> required = new HashMap<>();
        for (Model model : models) {
            model.inputColumns().stream()
                    .filter(column -> column.source().equalsIgnoreCase(source.name()))
                    .forEach(column -> required.putIfAbsent(
                            column.column().toLowerCase(Locale.ROOT), "model " + model.name() + " reads it"));
        }
        for (Column column : source.columns()) {
            if (!column.nullable()) {
                required.put(column.name().toLowerCase(Locale.ROOT), "it is NOT NULL");
            }
        }
        return new LoadTarget(schema, source.name(), "source " + source.name(), source.columns(), false, required);
    }

    /**
     * A table of the session that the rows of a tracked source are loaded into first.
     *
     * @param arrival the column that rows arrive in the order of, if the fixtures declare one
     */
    LoadTarget arrivingTarget(Source source, Collection<Model> models, Optional<String> arrival) {
        LoadTarget plain = sourceTarget(source, models);
        Map<String, Column> hidden = new HashMap<>();
        hidden.put(ChangeEventRows.KIND, Arriving.KIND);
        source.changes().rowKind().ifPresent(name -> hidden.put(name.toLowerCase(Locale.ROOT), Arriving.KIND));
        arrival.filter(name -> pipeline.sources().stream()
                        .allMatch(other -> other.column(name).isEmpty() || Arriving.counted(other, name)))
                .ifPresent(name -> hidden.putIfAbsent(name.toLowerCase(Locale.ROOT), Arriving.ARRIVED));
        return new LoadTarget(
                "temp",
                "lakehouse_arriving_" + source.name(),
                plain.title(),
                plain.columns(),
                false,
                plain.required(),
                hidden,
                true);
    }

    LoadTarget expectedTarget(Model metric) {
        Map<String, String> required = new HashMap<>();
        metric.metric().ifPresent(declared -> declared.key()
                .forEach(key -> required.put(key.toLowerCase(Locale.ROOT), "it is a key of the metric")));
        return new LoadTarget(
                expectedSchema(), metric.name(), "metric " + metric.name(), metric.output(), true, required);
    }

    /** Makes a session that uses views see the rows of one fixture in them. */
    static void select(Connection connection, int fixture) throws SQLException {
        DuckDbDatabase.execute(connection, "SET VARIABLE " + FIXTURE_VARIABLE + " = " + fixture);
    }

    /** Runs a model for the fixture of the session. */
    String runModel(Views views, Model model) {
        return "INSERT INTO memory." + table(model.name()) + " SELECT " + FIXTURE_OF_SESSION + ", * FROM "
                + Sql.name(views.querySchema(), model.name());
    }

    /**
     * A set of views under the names that models use.
     *
     * @param prefix the start of the names of their schemas
     * @param parquet the sources that are read from files in place, by declared name
     */
    record Views(String prefix, Map<String, ParquetSource> parquet) {

        Views {
            parquet = Map.copyOf(parquet);
        }

        String tableSchema() {
            return prefix + "_view";
        }

        String querySchema() {
            return prefix + "_query";
        }

        /** Makes names of models and sources, and the frozen clock, what a session finds first. */
        String use() {
            return "SET search_path = '" + tableSchema() + "," + FrozenClock.SCHEMA + "'";
        }

        /** What stands before the text of a model; positions in errors count from its start. */
        String queryPrefix(Model model) {
            return "CREATE VIEW " + Sql.name(querySchema(), model.name()) + " AS ";
        }
    }

    /**
     * A source that is read from Parquet files in place.
     *
     * @param source the source
     * @param files the files
     * @param present the columns that the files have, in the declared spelling, each with the spelling of the files
     * @param condition a condition on the rows, such as the replay range
     */
    record ParquetSource(Source source, List<Path> files, Map<String, String> present, String condition) {

        ParquetSource {
            files = List.copyOf(files);
            present = Map.copyOf(present);
        }

        /** The same without its condition. */
        ParquetSource whole() {
            return new ParquetSource(source, files, present, "");
        }

        String query() {
            List<String> columns = new ArrayList<>();
            for (Column column : source.columns()) {
                String spelled = present.get(column.name());
                String value = spelled == null ? "NULL" : Sql.name(spelled);
                columns.add("CAST(" + value + " AS " + column.type() + ") AS " + Sql.name(column.name()));
            }
            String rows = "SELECT " + String.join(", ", columns) + " FROM read_parquet(" + Sql.files(files)
                    + ", union_by_name = true, hive_partitioning = false)";
            return condition.isEmpty() ? rows : "SELECT * FROM (" + rows + ") WHERE " + condition;
        }
    }
}
