package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts first what has killed most mutants so far; among equals the order stays as it was given. */
final class KillOrder<T> {

    private final List<T> order;
    private final Map<T, Integer> kills = new HashMap<>();

    KillOrder(Collection<T> initial) {
        this.order = new ArrayList<>(initial);
    }

    List<T> order() {
        return List.copyOf(order);
    }

    void killed(T by) {
        kills.merge(by, 1, Integer::sum);
        order.sort(Comparator.comparing((T each) -> -kills.getOrDefault(each, 0)));
    }
}
