package org.lakehousereplay.sql.edit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** What the engine says of its functions: which aggregate rows, and which are about time. */
record FunctionKinds(Set<String> aggregates, Set<String> temporal) {

    /** A function is about time when each of its forms takes or gives a time; a comparison, say, has others too. */
    private static final String TEMPORAL = """
            WITH forms AS (
                SELECT function_name, row_number() OVER () AS form, unnest(parameter_types || [return_type]) AS type
                FROM duckdb_functions()
                WHERE function_type IN ('scalar', 'aggregate')
            ),
            judged AS (
                SELECT
                    function_name,
                    form,
                    COALESCE(bool_or(starts_with(type, 'DATE') OR starts_with(type, 'TIME') OR type = 'INTERVAL'), false)
                        AS about_time
                FROM forms
                GROUP BY ALL
            )
            SELECT function_name FROM judged GROUP BY function_name HAVING bool_and(about_time)
            """;

    private static final String AGGREGATES =
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate'";

    FunctionKinds {
        aggregates = Set.copyOf(aggregates);
        temporal = Set.copyOf(temporal);
    }

    static FunctionKinds of(ScratchDatabase database) throws SqlFailure {
        return new FunctionKinds(names(database.query(AGGREGATES)), names(database.query(TEMPORAL)));
    }

    private static Set<String> names(List<List<String>> rows) {
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.add(row.get(0).toLowerCase(Locale.ROOT)));
        return names;
    }

    boolean aggregates(String function) {
        return aggregates.contains(function.toLowerCase(Locale.ROOT));
    }

    boolean isTemporal(String function) {
        return temporal.contains(function.toLowerCase(Locale.ROOT));
    }
}
