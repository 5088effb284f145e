package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.sql.mutate.MutationContext;

/** What the loaded rows of a pipeline's fixtures say to whoever makes mutants: the texts that a column really has. */
final class MutantData implements MutationContext {

    private static final int MOST_VALUES = 20;

    private final ZoneId zone;
    private final Map<String, List<String>> values;
    private final Map<String, Optional<String>> types;

    private MutantData(ZoneId zone, Map<String, List<String>> values, Map<String, Optional<String>> types) {
        this.zone = zone;
        this.values = Map.copyOf(values);
        this.types = Map.copyOf(types);
    }

    /** Reads the rows that were loaded; those of files that are read in place are not looked at. */
    static MutantData read(TimedStatements statements, Workspace workspace) throws SQLException {
        Pipeline pipeline = workspace.pipeline();
        Map<String, Set<String>> found = new HashMap<>();
        Map<String, Optional<String>> types = new HashMap<>();
        for (Source source : pipeline.sources()) {
            for (Column column : source.columns()) {
                tell(types, column);
                if (column.type().equals("VARCHAR")) {
                    found.computeIfAbsent(fold(column.name()), any -> new TreeSet<>())
                            .addAll(distinct(statements, workspace.table(source.name()), column));
                }
            }
        }
        pipeline.models().forEach(model -> model.output().forEach(column -> tell(types, column)));
        Map<String, List<String>> values = new HashMap<>();
        found.forEach((name, texts) ->
                values.put(name, texts.stream().limit(MOST_VALUES).toList()));
        return new MutantData(pipeline.timeZone(), values, types);
    }

    private static void tell(Map<String, Optional<String>> types, Column column) {
        types.merge(
                fold(column.name()),
                Optional.of(column.type()),
                (one, other) -> one.equals(other) ? one : Optional.empty());
    }

    private static Set<String> distinct(TimedStatements statements, String table, Column column) throws SQLException {
        String name = Sql.name(column.name());
        return statements.query(
                "SELECT DISTINCT " + name + " FROM memory." + table + " WHERE " + name
                        + " IS NOT NULL ORDER BY 1 LIMIT " + MOST_VALUES,
                rows -> {
                    Set<String> texts = new LinkedHashSet<>();
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                    return texts;
                });
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public List<String> values(String columnName) {
        return new ArrayList<>(values.getOrDefault(fold(columnName), List.of()));
    }

    @Override
    public Optional<String> type(String columnName) {
        return types.getOrDefault(fold(columnName), Optional.empty());
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
