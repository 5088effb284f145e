package org.lakehousereplay.pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.spi.EventTime;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.StatementPlace;
import org.lakehousereplay.spi.TableColumn;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.SqlFailure;

/**
 * Makes sources and models of the tables that scripts declare. Used once for each pipeline; the current schema of the
 * database must be empty.
 */
final class ScriptTables {

    private static final Set<String> EVENT_TIME_TYPES = Set.of("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATE");

    private final ScratchDatabase database;
    private final Path directory;
    private final List<Problem> problems;
    private final Map<Path, Script> scripts;
    private final ScriptHeaders headers;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Execution.Output> outputs = new HashMap<>();

    ScriptTables(ScratchDatabase database, Execution.ByEngine execution, Path directory, List<Problem> problems) {
        this.database = database;
        this.directory = directory;
        this.problems = problems;
        this.scripts = execution.scripts().stream().collect(Collectors.toMap(Script::file, Function.identity()));
        this.headers = new ScriptHeaders(scripts, problems);
    }

    List<Source> sources(List<SourceTable> declared) throws SqlFailure {
        List<Source> sources = new ArrayList<>();
        for (SourceTable table : declared) {
            List<Column> columns = columns(table.name(), table.columns(), table.place());
            Optional<String> eventTime = table.eventTime().flatMap(time -> columns.stream()
                    .filter(column -> column.name().equals(time.column()) && EVENT_TIME_TYPES.contains(column.type()))
                    .map(Column::name)
                    .findFirst());
            // A key says which rows belong together in a changelog; it is no promise that each comes once.
            sources.add(new Source(
                            table.name(),
                            columns,
                            List.of(),
                            List.of(),
                            List.of(),
                            eventTime,
                            SourceChanges.of(table, Optional.empty()))
                    .withWatermarkDelay(table.eventTime().flatMap(EventTime::delay)));
        }
        return sources;
    }

    /** The models, each behind those it reads. */
    List<Model> models(List<OutputTable> declared, List<Source> sources) throws SqlFailure {
        List<Model> models = new ArrayList<>();
        MetricBinder metrics = new MetricBinder(database, problems);
        for (OutputTable table : inOrder(declared)) {
            StatementPlace first = table.places().get(0);
            List<Column> columns = columns(table.name(), table.columns(), first);
            outputs.put(table.name(), new Execution.Output(table.name(), columns, table.primaryKey(), false));
            Optional<ScriptHeaders.Placed> header = headers.of(table);
            Path file = header.map(ScriptHeaders.Placed::file).orElse(first.file());
            Set<String> reads = new LinkedHashSet<>(table.upstream());
            reads.addAll(table.reads().keySet());
            Set<SourceColumn> inputs = new HashSet<>();
            table.reads()
                    .forEach((source, read) -> read.forEach(column -> inputs.add(new SourceColumn(source, column))));
            Model model = new Model(
                    table.name(),
                    layer(file),
                    file,
                    scripts.get(file).text(),
                    reads,
                    inputs,
                    columns,
                    table.usesClock(),
                    header.map(found -> metrics.bind(table.name(), found.header(), columns)),
                    table.fingerprint());
            models.add(model);
            header.map(ScriptHeaders.Placed::header)
                    .filter(MetricHeader::changelog)
                    .flatMap(found -> changelog(model, table, found))
                    .ifPresent(models::add);
        }
        return models;
    }

    /** The changes that a metric's output is made of, as a metric of its own. */
    private Optional<Model> changelog(Model of, OutputTable table, MetricHeader header) {
        for (String own : List.of(Execution.Output.CHANGE, Execution.Output.KIND)) {
            if (of.output().stream().anyMatch(column -> column.name().equalsIgnoreCase(own))) {
                problems.add(Problem.at(
                        header.location(),
                        ErrorCode.METRIC_HEADER_INVALID,
                        "The output has a column `" + own + "`, which a changelog has, too",
                        "Rename the column, or remove `changelog`"));
                return Optional.empty();
            }
        }
        List<Column> columns = new ArrayList<>(List.of(
                new Column(Execution.Output.CHANGE, "BIGINT", false),
                new Column(Execution.Output.KIND, "VARCHAR", false)));
        columns.addAll(of.output());
        Metric metric = of.metric().orElseThrow();
        List<String> key = new ArrayList<>(metric.key());
        key.add(Execution.Output.CHANGE);
        String name = of.name() + Execution.Output.CHANGELOG;
        outputs.put(name, new Execution.Output(table.name(), of.output(), table.primaryKey(), true));
        String description = metric.description().isEmpty() ? of.name() : metric.description();
        return Optional.of(new Model(
                name,
                of.layer(),
                of.file(),
                of.sql(),
                of.reads(),
                of.inputColumns(),
                columns,
                of.usesClock(),
                Optional.of(new Metric(
                        "Changes of: " + description,
                        key,
                        metric.window(),
                        false,
                        metric.unit(),
                        List.of(),
                        metric.location())),
                of.fingerprint()));
    }

    /** What the rows of the models are made of. */
    Map<String, Execution.Output> outputs() {
        return outputs;
    }

    void rejectStrayHeaders(org.lakehousereplay.spi.PipelineReading declared) {
        headers.rejectStray(declared);
    }

    private List<OutputTable> inOrder(List<OutputTable> declared) {
        List<OutputTable> ordered = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        declared.forEach(table -> append(table, declared, begun, ordered));
        return ordered;
    }

    /** A circle, such as a table that is written from itself, is cut where it closes. */
    private static void append(
            OutputTable table, List<OutputTable> declared, Set<String> begun, List<OutputTable> ordered) {
        if (begun.add(table.name())) {
            declared.stream()
                    .filter(other -> table.upstream().contains(other.name()))
                    .forEach(other -> append(other, declared, begun, ordered));
            ordered.add(table);
        }
    }

    private List<Column> columns(String table, List<TableColumn> declared, StatementPlace place) throws SqlFailure {
        ReservedNames.complaintAboutTable(table).ifPresent(reason -> reject(place, table, reason));
        if (!names.add(table.toLowerCase(Locale.ROOT))) {
            problems.add(Problem.at(
                    locate(place),
                    ErrorCode.MODEL_DUPLICATE,
                    "There are two tables `" + table + "`, or a table and a query of that name",
                    "Rename one of them; case does not tell them apart"));
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        for (TableColumn column : declared) {
            ReservedNames.complaintAboutColumn(column.name()).ifPresent(reason -> reject(place, column.name(), reason));
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                reject(place, column.name(), "differs from another column only by case");
                return List.of();
            }
        }
        database.createEmptyTable(
                table,
                declared.stream()
                        .map(column -> new ColumnDeclaration(column.name(), column.storeType(), column.nullable()))
                        .toList());
        List<ColumnDeclaration> described = database.describe(table);
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < declared.size(); index++) {
            // The store spells a type in one way, whatever the engine calls it.
            TableColumn column = declared.get(index);
            columns.add(new Column(column.name(), described.get(index).type(), column.nullable()));
        }
        return columns;
    }

    private void reject(StatementPlace place, String name, String reason) {
        problems.add(Problem.at(
                locate(place), ErrorCode.SQL_INVALID, "The name `" + name + "` " + reason, "Choose another name"));
    }

    private Location locate(StatementPlace place) {
        String text = scripts.get(place.file()).text();
        return Location.ofByteOffset(
                place.file(), text, text.substring(0, place.start()).getBytes(StandardCharsets.UTF_8).length);
    }

    private String layer(Path file) {
        Path folder = directory.relativize(file).getParent();
        return folder == null
                ? ""
                : folder.toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
