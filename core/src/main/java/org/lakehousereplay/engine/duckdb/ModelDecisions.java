package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.Decision;
import org.lakehousereplay.sql.edit.Decisions;

/**
 * What a model decides, as far as a query can count it.
 *
 * @param model the model
 * @param decisions all decisions
 * @param counted those that the engine can count
 * @param queries the query for each of them alone
 */
record ModelDecisions(Model model, Decisions decisions, List<Decision> counted, Map<Decision, String> queries) {

    ModelDecisions {
        counted = List.copyOf(counted);
        queries = Map.copyOf(queries);
    }

    /** The query for all of them; none when there are none. */
    Optional<String> query() {
        return counted.isEmpty() ? Optional.empty() : decisions.counting(counted);
    }

    /**
     * Looks into a model.
     *
     * @param database must stay open as long as the result is used
     * @param schema a new name in that database
     * @return empty when its text cannot be taken apart
     */
    static Optional<ModelDecisions> of(ScratchDatabase database, String schema, Pipeline pipeline, Model model) {
        try {
            Decisions decisions = Decisions.of(database, model.sql());
            database.useNewSchema(schema);
            for (String read : model.reads()) {
                database.createEmptyTable(read, columns(pipeline, read));
            }
            boolean together = decisions
                    .counting(decisions.all())
                    .filter(sql -> binds(database, sql))
                    .isPresent();
            List<Decision> counted = together
                    ? decisions.all()
                    : decisions.all().stream()
                            .filter(decision -> decisions
                                    .counting(List.of(decision))
                                    .filter(sql -> binds(database, sql))
                                    .isPresent())
                            .toList();
            Map<Decision, String> queries = counted.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            decision -> decisions.counting(List.of(decision)).orElseThrow()));
            database.useSchema("main");
            return Optional.of(new ModelDecisions(model, decisions, counted, queries));
        } catch (SqlFailure unreadable) {
            return Optional.empty();
        }
    }

    private static boolean binds(ScratchDatabase database, String sql) {
        try {
            database.bind(sql);
            return true;
        } catch (SqlFailure unbound) {
            return false;
        }
    }

    private static List<ScratchDatabase.ColumnDeclaration> columns(Pipeline pipeline, String table) {
        List<Column> columns = pipeline.models().stream()
                .filter(model -> model.name().equalsIgnoreCase(table))
                .map(Model::output)
                .findFirst()
                .or(() -> pipeline.source(table).map(Source::columns))
                .orElse(List.of());
        return columns.stream()
                .map(column -> new ScratchDatabase.ColumnDeclaration(column.name(), column.type(), true))
                .toList();
    }
}
