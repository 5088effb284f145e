package org.lakehousereplay.sql.mutate;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What is known about the data that a query reads. For whoever has mutants made inside this library. */
public interface MutationContext {

    /** The zone that the pipeline declares. */
    ZoneId zone();

    /**
     * The distinct texts that a column has in the fixtures, some twenty at most, in a stable order.
     *
     * @param columnName the last part of the name of the column, as the query has it
     * @return none when there are none, or when nobody knows
     */
    List<String> values(String columnName);

    /**
     * The engine's name of the type of a column, such as {@code DATE}.
     *
     * @param columnName the last part of the name of the column, as the query has it
     * @return empty when nobody knows, or when columns of this name have several types
     */
    default Optional<String> type(String columnName) {
        return Optional.empty();
    }

    /** Knows the zone and nothing about the values. */
    static MutationContext of(ZoneId zone) {
        return new MutationContext() {
            @Override
            public ZoneId zone() {
                return zone;
            }

            @Override
            public List<String> values(String columnName) {
                return List.of();
            }
        };
    }
}
