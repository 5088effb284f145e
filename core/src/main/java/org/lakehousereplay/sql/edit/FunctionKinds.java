package org.lakehousereplay.sql.edit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/**
 * What the engine says of its functions: which aggregate rows, and which are about time.
 *
 * <p>For those in this library that read trees of queries.
 *
 * @param aggregates the names of the functions that aggregate, in lower case
 * @param temporal the names of the functions that are about time, in lower case
 */
public record FunctionKinds(Set<String> aggregates, Set<String> temporal) {

    /** A function is about time when each of its forms takes or gives a time; a comparison, say, has others too. */
    private static final String TEMPORAL = """
            WITH forms AS (
                SELECT function_name, row_number() OVER () AS form, unnest(parameter_types || [return_type]) AS type
                FROM duckdb_functions()
                WHERE function_type IN ('scalar', 'aggregate') AND internal
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
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate' AND internal";

    private static final AtomicReference<Optional<FunctionKinds>> KNOWN = new AtomicReference<>(Optional.empty());

    public FunctionKinds {
        aggregates = Set.copyOf(aggregates);
        temporal = Set.copyOf(temporal);
    }

    /** Asked once: there is one engine, and what it is asked for does not depend on the database. */
    public static FunctionKinds of(ScratchDatabase database) throws SqlFailure {
        Optional<FunctionKinds> known = KNOWN.get();
        if (known.isPresent()) {
            return known.get();
        }
        FunctionKinds asked = new FunctionKinds(names(database.query(AGGREGATES)), names(database.query(TEMPORAL)));
        KNOWN.set(Optional.of(asked));
        return asked;
    }

    private static Set<String> names(List<List<String>> rows) {
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.add(row.get(0).toLowerCase(Locale.ROOT)));
        return names;
    }

    public boolean aggregates(String function) {
        return aggregates.contains(function.toLowerCase(Locale.ROOT));
    }

    public boolean isTemporal(String function) {
        return temporal.contains(function.toLowerCase(Locale.ROOT));
    }
}
