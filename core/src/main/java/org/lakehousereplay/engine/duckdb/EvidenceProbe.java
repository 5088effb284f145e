package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;

/** Asks for the output of a version in some windows. */
final class EvidenceProbe {

    private final EvidenceKeys keys;
    private final List<Column> measures;
    private final String query;

    private EvidenceProbe(EvidenceKeys keys, List<Column> measures, String query) {
        this.keys = keys;
        this.measures = measures;
        this.query = query;
    }

    /**
     * Prepares the question.
     *
     * @param output the output of the version, a relation
     * @param version the version
     * @param keys the windows
     * @return empty when the version does not have all columns of the key
     */
    static Optional<EvidenceProbe> of(String output, SubsetVersion version, EvidenceKeys keys) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Column> ofKey = new ArrayList<>();
        for (int index = 0; index < keys.columns().size(); index++) {
            Column now = keys.columns().get(index);
            Optional<Column> own = version.column(now.name());
            if (own.isEmpty()) {
                return Optional.empty();
            }
            ComparedColumn column = new ComparedColumn(own.get(), now);
            String value = "o." + Sql.name(own.get().name());
            conditions.add(
                    column.sameType() || column.alike()
                            ? value + " IS NOT DISTINCT FROM w.k" + index
                            : CanonicalText.of(own.get(), value) + " IS NOT DISTINCT FROM w.t" + index);
            ofKey.add(own.get());
        }
        List<Column> measures = version.metric().output().stream()
                .filter(column -> !ofKey.contains(column))
                .toList();
        String texts = measures.stream()
                .map(column -> ", " + CanonicalText.of(column, "o." + Sql.name(column.name())))
                .collect(Collectors.joining());
        return Optional.of(new EvidenceProbe(
                keys,
                measures,
                "SELECT w.w" + texts + " FROM " + output + " o JOIN " + keys.table() + " w ON "
                        + String.join(" AND ", conditions)));
    }

    String query() {
        return query;
    }

    /** Reads the result of the query: the output of every window, by number. */
    Map<Integer, WindowOutput> read(ResultSet result) throws SQLException {
        Map<Integer, List<List<Optional<String>>>> rows = new HashMap<>();
        keys.texts().keySet().forEach(window -> rows.put(window, new ArrayList<>()));
        while (result.next()) {
            List<Optional<String>> row = new ArrayList<>();
            for (int index = 0; index < measures.size(); index++) {
                row.add(Optional.ofNullable(result.getString(index + 2)));
            }
            rows.get(result.getInt(1)).add(row);
        }
        return rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new WindowOutput(measures, entry.getValue())));
    }
}
