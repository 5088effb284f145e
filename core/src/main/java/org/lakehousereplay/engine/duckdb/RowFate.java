package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;

/**
 * What became of a row on its way to one window.
 *
 * @param fate what
 * @param loss where it was left out; empty when it counted
 * @param contribution by measure what the window has more with the row than without it, where that is a number
 */
record RowFate(Fate fate, Optional<Loss> loss, Map<String, BigDecimal> contribution) {

    /**
     * Where a row was left out.
     *
     * @param model the name of the model
     * @param predicate the SQL of the condition; empty when no single one is to blame
     * @param place where the condition stands, as far as that is known
     */
    record Loss(String model, Optional<String> predicate, Optional<Location> place) {}

    RowFate {
        contribution = new LinkedHashMap<>(contribution);
    }

    static RowFate counted(Map<String, BigDecimal> contribution) {
        return new RowFate(Fate.COUNTED, Optional.empty(), contribution);
    }

    static RowFate lost(Fate fate, Optional<Loss> loss) {
        return new RowFate(fate, loss, Map.of());
    }
}
