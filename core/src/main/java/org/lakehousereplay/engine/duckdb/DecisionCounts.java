package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.sql.edit.Decision;

/** The rows that the fixtures have for each outcome of the decisions of a model. Used by several threads. */
final class DecisionCounts {

    private final List<String> fixtures;
    private final Map<Decision, Map<String, List<Long>>> rows = new HashMap<>();
    private final Set<Decision> unknown = new HashSet<>();
    private boolean tooLong;

    /** @param fixtures the names of all fixtures, in order */
    DecisionCounts(List<String> fixtures) {
        this.fixtures = List.copyOf(fixtures);
    }

    synchronized void add(String fixture, Decision decision, List<Long> counted) {
        rows.computeIfAbsent(decision, none -> new HashMap<>()).put(fixture, List.copyOf(counted));
    }

    /** Some fixture does not tell, so that nothing true can be said of all together. */
    synchronized void unknown(Decision decision) {
        unknown.add(decision);
    }

    /** Counting takes too long: nothing is known, and no other fixture needs to be asked. */
    synchronized void stop() {
        tooLong = true;
    }

    synchronized boolean stopped() {
        return tooLong;
    }

    /** The sides of a decision; empty when they are not known. */
    synchronized Optional<List<CoveragePoint.Side>> sides(Decision decision) {
        Map<String, List<Long>> byFixture = rows.get(decision);
        if (tooLong || byFixture == null || unknown.contains(decision)) {
            return Optional.empty();
        }
        List<CoveragePoint.Side> sides = new ArrayList<>();
        for (int outcome = 0; outcome < decision.outcomes().size(); outcome++) {
            long all = 0;
            List<String> reaching = new ArrayList<>();
            for (String fixture : fixtures) {
                long count = byFixture.getOrDefault(fixture, List.of()).isEmpty()
                        ? 0
                        : byFixture.get(fixture).get(outcome);
                all += count;
                if (count > 0) {
                    reaching.add(fixture);
                }
            }
            sides.add(new CoveragePoint.Side(name(decision.outcomes().get(outcome)), all, reaching));
        }
        return Optional.of(sides);
    }

    private static String name(Decision.Outcome outcome) {
        return switch (outcome) {
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL -> "NULL";
            case TAKEN -> "taken";
            case MATCHED -> "matched";
            case LEFT_ONLY -> "left only";
            case RIGHT_ONLY -> "right only";
        };
    }
}
