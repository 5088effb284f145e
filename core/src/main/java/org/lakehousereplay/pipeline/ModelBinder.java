package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.sql.EngineError;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.SqlSyntax;
import org.lakehousereplay.sql.SqlSyntax.ColumnReference;
import org.lakehousereplay.sql.SqlSyntax.Star;
import org.lakehousereplay.sql.SqlSyntax.TableReference;

/**
 * Finds the tables that models read and lets the engine bind each model to them. Used once for each pipeline; the
 * current schema of the database must be empty.
 */
final class ModelBinder {

    private final ScratchDatabase database;
    private final List<Problem> problems;
    private final MetricBinder metrics;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, ModelDraft> drafts = new LinkedHashMap<>();
    private final Map<String, Model> bound = new HashMap<>();

    private ModelBinder(ScratchDatabase database, List<Source> sources, List<Problem> problems) {
        this.database = database;
        this.problems = problems;
        this.metrics = new MetricBinder(database, problems);
        sources.forEach(source -> this.sources.put(fold(source.name()), source));
    }

    /** The sound models in dependency order. */
    static List<Model> bind(
            ScratchDatabase database, List<Source> sources, List<ModelDraft> drafts, List<Problem> problems)
            throws SqlFailure {
        ModelBinder binder = new ModelBinder(database, sources, problems);
        for (ModelDraft draft : drafts) {
            // A model that has the name of a source or of another model has been reported, and is left out.
            if (!binder.sources.containsKey(fold(draft.name()))) {
                binder.drafts.putIfAbsent(fold(draft.name()), draft);
            }
        }
        for (Source source : sources) {
            database.createEmptyTable(
                    source.name(),
                    source.columns().stream()
                            .map(column -> new ColumnDeclaration(column.name(), column.type(), column.nullable()))
                            .toList());
        }
        return binder.bindAll();
    }

    private List<Model> bindAll() {
        Map<String, ModelGraph.Node> nodes = new LinkedHashMap<>();
        Set<String> unsound = new HashSet<>();
        drafts.forEach((name, draft) -> {
            Map<String, Location> reads = new LinkedHashMap<>();
            boolean sound =
                    draft.syntax().isPresent() && resolve(draft, draft.syntax().get(), reads);
            if (!sound) {
                unsound.add(name);
            }
            nodes.put(name, new ModelGraph.Node(draft, reads));
        });
        List<Model> models = new ArrayList<>();
        for (ModelDraft draft : new ModelGraph(nodes).order(problems)) {
            String name = fold(draft.name());
            boolean upstreamSound = nodes.get(name).reads().keySet().stream().allMatch(bound::containsKey);
            if (unsound.contains(name) || !upstreamSound) {
                // Its own problem, or that of a model it reads, has been told.
                continue;
            }
            bindOne(draft, draft.syntax().orElseThrow()).ifPresent(model -> {
                bound.put(name, model);
                models.add(model);
            });
        }
        return models;
    }

    /** Looks up the tables of a model; puts the models among them into {@code reads}. */
    private boolean resolve(ModelDraft draft, SqlSyntax syntax, Map<String, Location> reads) {
        boolean sound = true;
        for (TableReference table : syntax.tables()) {
            String name = fold(table.name());
            Location place = SandboxRules.place(draft.file(), draft.sql(), table.position());
            boolean plain = table.qualifiers().isEmpty();
            if (plain && drafts.containsKey(name)) {
                reads.putIfAbsent(name, place);
            } else if (!plain || !sources.containsKey(name)) {
                problems.add(SandboxRules.foreignTable(draft.file(), draft.sql(), table)
                        .orElseGet(() -> unknownTable(table, place)));
                sound = false;
            }
        }
        return sound;
    }

    private Problem unknownTable(TableReference table, Location place) {
        Set<String> names = new TreeSet<>();
        sources.values().forEach(source -> names.add(source.name()));
        drafts.values().forEach(draft -> names.add(draft.name()));
        String guess = Spelling.didYouMean(table.name(), names);
        return Problem.at(
                place,
                ErrorCode.SQL_UNKNOWN_TABLE,
                "There is no source or model `" + table.name() + "`",
                guess.isEmpty() ? "Declare it in sources.sql, or write a model " + table.name() + ".sql" : guess);
    }

    private Optional<Model> bindOne(ModelDraft draft, SqlSyntax syntax) {
        List<Problem> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        syntax.tables().forEach(table -> columnsOf(table).forEach(column -> known.add(fold(column))));
        SandboxRules.checkWords(draft.file(), draft.sql(), syntax, known, found);
        List<Column> output = List.of();
        Optional<Metric> metric = Optional.empty();
        try {
            checkOutputNames(draft, database.bind(draft.sql()), found);
            if (found.isEmpty()) {
                output = database.createEmptyTable(draft.name(), draft.sql()).stream()
                        .map(column -> new Column(column.name(), column.type(), true))
                        .toList();
                List<Column> columns = output;
                draft.header().filter(MetricHeader::changelog).ifPresent(header -> found.add(Problem.at(
                        header.location(),
                        ErrorCode.METRIC_HEADER_INVALID,
                        "The metric asks for its `changelog`, and a model of DuckDB makes its table at once",
                        "Remove `changelog`, or run the metric on an engine that emits changes")));
                metric = draft.header().map(header -> metrics.bind(draft.name(), header, columns));
            }
        } catch (SqlFailure failure) {
            found.add(explain(draft, syntax, failure.error()));
        }
        problems.addAll(found);
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        Set<String> reads = new TreeSet<>();
        syntax.tables().forEach(table -> reads.add(declaredName(table)));
        return Optional.of(new Model(
                draft.name(),
                draft.layer(),
                draft.file(),
                draft.sql(),
                reads,
                inputColumns(syntax),
                output,
                SandboxRules.usesClock(syntax, known),
                metric,
                syntax.fingerprint()));
    }

    private void checkOutputNames(ModelDraft draft, List<String> names, List<Problem> found) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(fold(name))) {
                found.add(Problem.at(
                        draft.firstWord(),
                        ErrorCode.SQL_INVALID,
                        "The output has two columns `" + name + "`",
                        "Give one of them another name with AS"));
            }
            ReservedNames.complaintAboutColumn(name)
                    .ifPresent(reason -> found.add(Problem.at(
                            draft.firstWord(),
                            ErrorCode.SQL_INVALID,
                            "The output column `" + name + "` " + reason,
                            "Give it another name with AS")));
        }
    }

    /** The engine says nothing in fields when a column with a table in front is missing, so that is looked up here. */
    private Problem explain(ModelDraft draft, SqlSyntax syntax, EngineError error) {
        Path file = draft.file();
        if (error.position().isPresent() && error.unknownColumn().isEmpty()) {
            for (ColumnReference reference : syntax.columns()) {
                if (reference.position() == error.position().getAsLong()
                        && reference.parts().size() == 2) {
                    Optional<Problem> missing = missingColumn(draft, syntax, reference);
                    if (missing.isPresent()) {
                        return missing.get();
                    }
                }
            }
        }
        return SqlProblem.of(file, draft.sql(), error, draft.firstWord());
    }

    private Optional<Problem> missingColumn(ModelDraft draft, SqlSyntax syntax, ColumnReference reference) {
        String alias = reference.parts().get(0);
        String name = reference.parts().get(1);
        Set<String> names = new TreeSet<>();
        for (TableReference table : syntax.tables()) {
            if (table.alias().equalsIgnoreCase(alias)) {
                if (table.renamesColumns()) {
                    return Optional.empty();
                }
                names.addAll(columnsOf(table));
            }
        }
        if (names.isEmpty() || names.stream().anyMatch(name::equalsIgnoreCase)) {
            return Optional.empty();
        }
        String guess = Spelling.didYouMean(name, names);
        return Optional.of(Problem.at(
                SandboxRules.place(draft.file(), draft.sql(), reference.position()),
                ErrorCode.SQL_UNKNOWN_COLUMN,
                "There is no column `" + alias + "." + name + "` here",
                guess.isEmpty() ? "Columns of " + alias + ": " + String.join(", ", names) : guess));
    }

    private String declaredName(TableReference table) {
        String name = fold(table.name());
        return sources.containsKey(name)
                ? sources.get(name).name()
                : drafts.get(name).name();
    }

    private List<String> columnsOf(TableReference table) {
        String name = fold(table.name());
        List<Column> columns = sources.containsKey(name)
                ? sources.get(name).columns()
                : Optional.ofNullable(bound.get(name)).map(Model::output).orElse(List.of());
        return columns.stream().map(Column::name).toList();
    }

    /**
     * The columns of sources that a query may read. Which table an unqualified name belongs to is the binder's secret,
     * so it counts for every source that has such a column: too many are harmless, too few are not.
     */
    private Set<SourceColumn> inputColumns(SqlSyntax syntax) {
        List<TableReference> read = syntax.tables().stream()
                .filter(table -> sources.containsKey(fold(table.name())))
                .toList();
        Set<SourceColumn> columns = new HashSet<>();
        for (TableReference table : read) {
            Source source = sources.get(fold(table.name()));
            boolean whole = syntax.wholeTables()
                    || table.renamesColumns()
                    || syntax.stars().stream().anyMatch(star -> covers(star, table))
                    || syntax.columns().stream().anyMatch(reference -> isRow(reference, table));
            if (whole) {
                source.columns().forEach(column -> columns.add(new SourceColumn(source.name(), column.name())));
                continue;
            }
            syntax.usingColumns().forEach(name -> add(source, name, columns));
            for (ColumnReference reference : syntax.columns()) {
                reference.parts().forEach(part -> {
                    if (!isOfAnother(reference, table, syntax.tables())) {
                        add(source, part, columns);
                    }
                });
            }
        }
        return columns;
    }

    private static boolean covers(Star star, TableReference table) {
        return star.relation().isEmpty() || star.relation().equalsIgnoreCase(table.alias());
    }

    /** A table's name in the place of a column means the whole row. */
    private static boolean isRow(ColumnReference reference, TableReference table) {
        return reference.parts().size() == 1 && reference.parts().get(0).equalsIgnoreCase(table.alias());
    }

    /** Whether a qualified reference names another table by its alias, and nothing of this one. */
    private boolean isOfAnother(ColumnReference reference, TableReference table, List<TableReference> all) {
        if (reference.parts().size() < 2) {
            return false;
        }
        String first = reference.parts().get(0);
        if (first.equalsIgnoreCase(table.alias())
                || sources.get(fold(table.name())).column(first).isPresent()) {
            return false;
        }
        return all.stream().anyMatch(other -> other.alias().equalsIgnoreCase(first));
    }

    private static void add(Source source, String name, Set<SourceColumn> columns) {
        source.column(name).ifPresent(column -> columns.add(new SourceColumn(source.name(), column.name())));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
