package org.lakehousereplay.sql.edit;

import java.util.List;
import java.util.Optional;

/** A query inside the whole, and which named queries it sees. */
final class QueryScope {

    private final Optional<QueryScope> outer;
    private final List<Merge> visible;
    private Merge query = new Merge.Same(Trees.ABSENT);

    /**
     * @param outer the query around it; empty for the outermost
     * @param visible the queries that the WITH clause of the one around names for it
     */
    QueryScope(Optional<QueryScope> outer, List<Merge> visible) {
        this.outer = outer;
        this.visible = List.copyOf(visible);
    }

    void complete(Merge merged) {
        query = merged;
    }

    Optional<QueryScope> outer() {
        return outer;
    }

    List<Merge> visible() {
        return visible;
    }

    Merge query() {
        return query;
    }
}
