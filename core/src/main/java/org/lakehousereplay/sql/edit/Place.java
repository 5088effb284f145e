package org.lakehousereplay.sql.edit;

import java.util.List;
import java.util.Optional;

/**
 * Where in the query the comparison is.
 *
 * @param clause what a change here means
 * @param scope the query that it belongs to
 * @param counted what can be counted in that query
 * @param visible the named queries that a query at this place sees of the one around
 * @param around the expression or clause to which small changes belong
 * @param inAggregate whether an aggregate is around
 * @param inExpression whether the query stands inside an expression: then rows are counted further out
 * @param filter the FILTER of the aggregate around
 */
record Place(
        Clause clause,
        Optional<QueryScope> scope,
        Clause.Counted counted,
        List<Merge> visible,
        Optional<Surrounding> around,
        boolean inAggregate,
        boolean inExpression,
        Optional<Filter> filter) {

    static Place outermost() {
        return new Place(
                Clause.OTHER,
                Optional.empty(),
                Clause.Counted.NOTHING,
                List.of(),
                Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    /** Another clause of the same query. A query inside of a condition is part of the condition. */
    Place in(Clause other) {
        return new Place(
                inExpression && clause.isCondition() ? clause : other,
                scope,
                inExpression ? counted : other.counted(),
                visible,
                Optional.empty(),
                false,
                inExpression,
                filter);
    }

    /** The FILTER of an aggregate. */
    Place in(Filter aggregateFilter) {
        boolean countable = counted == Clause.Counted.NOTHING && clause == Clause.SELECT && !inExpression;
        return new Place(
                clause == Clause.SELECT ? Clause.AGGREGATE_FILTER : clause,
                scope,
                countable ? Clause.Counted.AGGREGATED : counted,
                visible,
                Optional.empty(),
                false,
                inExpression,
                Optional.of(aggregateFilter));
    }

    /** A condition of a CASE. */
    Place inCondition() {
        Clause meaning = inAggregate && clause == Clause.SELECT ? Clause.CONDITION_IN_AGGREGATE : clause;
        return new Place(meaning, scope, counted, visible, around, inAggregate, inExpression, filter);
    }

    Place aggregated() {
        return new Place(clause, scope, counted, visible, around, true, inExpression, filter);
    }

    Place inside(Surrounding surrounding) {
        return new Place(clause, scope, counted, visible, Optional.of(surrounding), inAggregate, inExpression, filter);
    }

    Place bare() {
        return new Place(clause, scope, counted, visible, Optional.empty(), inAggregate, inExpression, filter);
    }

    /** A query at this place. */
    Place of(QueryScope query) {
        return new Place(
                Clause.OTHER,
                Optional.of(query),
                Clause.Counted.NOTHING,
                List.of(),
                Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    /** A query in an expression at this place. */
    Place ofSubquery() {
        return new Place(clause, scope, counted, visible, around, false, true, filter);
    }

    Place seeing(List<Merge> queries) {
        return new Place(clause, scope, counted, List.copyOf(queries), around, inAggregate, inExpression, filter);
    }

    /** The FILTER of an aggregate, known once it has been compared. */
    static final class Filter {

        private Merge conditions = new Merge.Same(Trees.ABSENT);

        void complete(Merge merged) {
            conditions = merged;
        }

        Merge conditions() {
            return conditions;
        }
    }
}
