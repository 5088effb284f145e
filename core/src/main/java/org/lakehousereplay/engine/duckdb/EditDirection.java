package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.caliber.ObservedMetric.Cause;
import org.lakehousereplay.sql.edit.Category;
import org.lakehousereplay.sql.edit.Probe;

/**
 * What the edits of a metric have in common. Whether an edit lets rows in or keeps rows out is counted: the rows that
 * pass the changed place, before and after, on the fixtures that show a difference.
 */
final class EditDirection {

    private static final Set<Category> MOVE_ROWS =
            Set.of(Category.FILTER, Category.JOIN, Category.DEDUPLICATION, Category.SOURCE);

    private final OlderPipeline older;
    private final Map<Integer, FixtureState> candidates;

    /**
     * @param older the pipeline in the older version
     * @param candidates the fixtures in the candidate that show a difference, by number
     */
    EditDirection(OlderPipeline older, Map<Integer, FixtureState> candidates) {
        this.older = older;
        this.candidates = Map.copyOf(candidates);
    }

    /** Runs queries for a fixture as one of its models would run. */
    interface Session {

        /** The only value of a query, a number. */
        long number(FixtureState fixture, String query) throws SQLException;
    }

    /** The cause; empty when the edits have nothing in common, or it cannot be counted. */
    Optional<Cause> cause(List<MetricEdits.Step> steps, Session session) {
        if (steps.isEmpty() || candidates.isEmpty()) {
            return Optional.empty();
        }
        if (steps.stream().allMatch(step -> step.category() == Category.TIME)) {
            return Optional.of(Cause.TIME);
        }
        if (!steps.stream().allMatch(step -> MOVE_ROWS.contains(step.category()))) {
            return Optional.empty();
        }
        boolean in = false;
        boolean out = false;
        for (MetricEdits.Step step : steps) {
            for (MetricEdits.ModelEdit edit : step.edits()) {
                Optional<Probe> probe = edit.comparison().probe(edit.edit());
                if (probe.isEmpty()) {
                    return Optional.empty();
                }
                for (int number : candidates.keySet()) {
                    Optional<Long> more = difference(probe.get(), number, session);
                    if (more.isEmpty()) {
                        return Optional.empty();
                    }
                    in |= more.get() > 0;
                    out |= more.get() < 0;
                }
            }
        }
        if (in == out) {
            return Optional.empty();
        }
        return Optional.of(in ? Cause.LETS_IN : Cause.KEEPS_OUT);
    }

    /** How many rows more pass after an edit, where the tables are those of either version. */
    private Optional<Long> difference(Probe probe, int number, Session session) {
        Collection<FixtureState> places = List.of(older.states().get(number), candidates.get(number));
        for (FixtureState place : places) {
            try {
                return Optional.of(session.number(place, probe.after()) - session.number(place, probe.before()));
            } catch (SQLException notHere) {
                // The edit goes with another one, in a model that this version does not have in that form.
            }
        }
        return Optional.empty();
    }
}
