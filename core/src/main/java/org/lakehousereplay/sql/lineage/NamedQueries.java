package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** The queries of WITH clauses, by the numbers that the binder gave them. */
final class NamedQueries {

    private final Map<Long, Relation> queries = new HashMap<>();

    void define(JsonNode number, Relation query) {
        queries.put(number.asLong(), query);
    }

    /**
     * Adds what another turn of a recursion brings.
     *
     * @return whether it was anything new
     */
    boolean grow(JsonNode number, Relation turn) throws UnknownPlan {
        Relation before = queries.get(number.asLong());
        Relation after = before.merged(turn);
        queries.put(number.asLong(), after);
        return !after.equals(before);
    }

    Relation of(JsonNode number, int width) throws UnknownPlan {
        Relation query = queries.get(number.asLong());
        if (query == null || query.columns().size() != width) {
            throw new UnknownPlan("named query " + number);
        }
        return query;
    }
}
