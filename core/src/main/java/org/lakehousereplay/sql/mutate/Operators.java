package org.lakehousereplay.sql.mutate;

import java.util.List;

/** All that is done to queries. */
final class Operators {

    private Operators() {}

    static List<Operator> all(Tools tools) {
        return List.of(new BoundaryOperator(tools), new DistinctOperator(tools));
    }
}
