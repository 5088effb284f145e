package org.lakehousereplay.flink.mutate;

import java.util.List;

/** All that is done to scripts. */
final class Operators {

    private Operators() {}

    static List<Operator> all(Tools tools) {
        return List.of(
                new WindowOperator(tools),
                new BoundaryOperator(tools),
                new FilterOperator(tools),
                new ComparisonOperator(tools));
    }
}
