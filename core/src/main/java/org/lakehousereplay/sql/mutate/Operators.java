package org.lakehousereplay.sql.mutate;

import java.util.List;

/** All that is done to queries. */
final class Operators {

    private Operators() {}

    static List<Operator> all(Tools tools) {
        return List.of(
                new WindowSizeOperator(tools),
                new WindowAlignmentOperator(tools),
                new BoundaryOperator(tools),
                new TimeZoneOperator(tools),
                new FilterOperator(tools),
                new ComparisonOperator(tools),
                new ConstantOperator(tools),
                new DistinctOperator(tools),
                new AggregateOperator(tools),
                new JoinKindOperator(tools),
                new JoinKeyOperator(tools),
                new GroupKeyOperator(tools),
                new CaseOperator(tools),
                new NullDefaultOperator(tools),
                new ArithmeticOperator(tools),
                new RoundingOperator(tools),
                new EventTypeOperator(tools),
                new DeduplicationOperator(tools),
                new FrameOperator(tools),
                new UnionOperator(),
                new CutOffOperator(tools),
                new LateCutOffOperator(tools));
    }
}
