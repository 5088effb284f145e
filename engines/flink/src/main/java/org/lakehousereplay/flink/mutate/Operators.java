package org.lakehousereplay.flink.mutate;

import java.util.List;

/** All that is done to scripts. */
final class Operators {

    private Operators() {}

    static List<Operator> all(Tools tools) {
        return List.of(
                new WindowOperator(tools),
                new BoundaryOperator(tools),
                new TimeZoneOperator(tools),
                new FilterOperator(tools),
                new ComparisonOperator(tools),
                new ConstantOperator(tools),
                new AggregateOperator(tools),
                new QueryOperator(tools),
                new GroupKeyOperator(tools),
                new CaseOperator(tools),
                new NullDefaultOperator(tools),
                new ArithmeticOperator(tools),
                new RoundingOperator(tools),
                new EventTypeOperator(tools),
                new RankingOperator(tools),
                new FrameOperator(tools),
                new CutOffOperator(tools));
    }
}
