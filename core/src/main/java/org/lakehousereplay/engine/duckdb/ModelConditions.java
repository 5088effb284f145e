package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.ColumnNames;
import org.lakehousereplay.sql.edit.Condition;
import org.lakehousereplay.sql.edit.Conditions;

/**
 * The conditions of models, and the models without them, each found out once. Whatever the engine is given to run has
 * been bound in a database of no interest before. Used by several threads.
 */
final class ModelConditions implements AutoCloseable {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(5);

    private final Map<String, Optional<Conditions>> conditions = new HashMap<>();
    private final Map<List<Object>, Variants> variants = new HashMap<>();
    private Optional<ScratchDatabase> database = Optional.empty();
    private int schemas;

    /**
     * A model without some of its conditions.
     *
     * @param without the SQL without each condition
     * @param none the SQL without any condition
     * @param only the SQL with each condition alone
     */
    record Variants(Map<Condition, String> without, Optional<String> none, Map<Condition, String> only) {

        static final Variants NONE = new Variants(Map.of(), Optional.empty(), Map.of());
    }

    /** The names under which a model passes columns on; empty when its text cannot be taken apart. */
    synchronized Optional<ColumnNames> names(Model model) {
        return of(model).map(Conditions::names);
    }

    private Optional<Conditions> of(Model model) {
        return conditions.computeIfAbsent(model.sql(), sql -> {
            try {
                return Optional.of(Conditions.of(database(), sql));
            } catch (SqlFailure unreadable) {
                return Optional.empty();
            }
        });
    }

    private ScratchDatabase database() {
        if (database.isEmpty()) {
            database = Optional.of(ScratchDatabase.open(STATEMENT_LIMIT));
        }
        return database.get();
    }

    /**
     * The variants of a model of a version.
     *
     * @param deadline when there is no time left to bind them: a model may have hundreds
     */
    synchronized Variants variants(SubsetVersion version, Model model, Deadline deadline) throws DeadlineReached {
        List<Object> key = List.of(model, version.models(), version.sources());
        Variants found = variants.get(key);
        if (found == null) {
            Optional<Conditions> parts = of(model);
            found = parts.isEmpty() ? Variants.NONE : find(version, model, parts.get(), deadline);
            variants.put(key, found);
        }
        return found;
    }

    private Variants find(SubsetVersion version, Model model, Conditions parts, Deadline deadline)
            throws DeadlineReached {
        String schema = "_lakehouse_conditions_" + schemas++;
        try {
            database().useNewSchema(schema);
            for (String read : model.reads()) {
                database().createEmptyTable(read, columns(version, read));
            }
            Map<Condition, String> without = new LinkedHashMap<>();
            Map<Condition, String> only = new LinkedHashMap<>();
            for (Condition condition : parts.all()) {
                if (deadline.passed()) {
                    throw new DeadlineReached(new SQLException("there is no time left"));
                }
                if (!condition.links()) {
                    bound(parts.without(List.of(condition))).ifPresent(sql -> without.put(condition, sql));
                }
                bound(parts.only(List.of(condition))).ifPresent(sql -> only.put(condition, sql));
            }
            Variants found = new Variants(without, bound(parts.only(List.of())), only);
            database().useSchema("main");
            database().execute("DROP SCHEMA " + Sql.name(schema) + " CASCADE");
            return found;
        } catch (SqlFailure failed) {
            return Variants.NONE;
        }
    }

    private Optional<String> bound(Optional<String> sql) {
        return sql.filter(text -> {
            try {
                database().bind(text);
                return true;
            } catch (SqlFailure unbound) {
                return false;
            }
        });
    }

    private static List<ScratchDatabase.ColumnDeclaration> columns(SubsetVersion version, String table) {
        List<Column> columns = version.models().stream()
                .filter(model -> model.name().equalsIgnoreCase(table))
                .map(Model::output)
                .findFirst()
                .or(() -> version.sources().stream()
                        .map(SourceAdaptation::older)
                        .filter(source -> source.name().equalsIgnoreCase(table))
                        .map(source -> source.columns())
                        .findFirst())
                .orElse(List.of());
        return columns.stream()
                .map(column -> new ScratchDatabase.ColumnDeclaration(column.name(), column.type(), true))
                .toList();
    }

    @Override
    public synchronized void close() {
        database.ifPresent(ScratchDatabase::close);
        database = Optional.empty();
    }
}
