package org.lakehousereplay.sql.mutate;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fixtures of the sample project say of its columns.
 *
 * @param zone the declared zone
 */
record SampleContext(ZoneId zone) implements MutationContext {

    private static final Map<String, List<String>> VALUES = Map.of(
            "event", List.of("cart", "click", "purchase", "view"),
            "stage", List.of("assigned", "created", "followed_up", "won"),
            "entry", List.of("payment", "refund"));

    @Override
    public List<String> values(String columnName) {
        return VALUES.getOrDefault(columnName, List.of());
    }

    @Override
    public Optional<String> type(String columnName) {
        return columnName.equals("day") ? Optional.of("DATE") : Optional.empty();
    }
}
