package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Follows columns from the tables at the bottom of a plan up to its output. The walk keeps its own stack, because the
 * depth of a plan is up to who wrote the SQL; a step is done once all steps that feed it are done, the left one first.
 */
final class PlanWalk {

    private final Steps steps;
    private final NamedQueries named = new NamedQueries();
    private final Deque<Visit> visits = new ArrayDeque<>();

    private PlanWalk(TableColumns tables) {
        this.steps = new Steps(tables);
    }

    /**
     * What a plan hands on in the end.
     *
     * @throws UnknownPlan when it has a step that is not known
     */
    static Relation follow(JsonNode plan, TableColumns tables) throws UnknownPlan {
        return new PlanWalk(tables).follow(plan);
    }

    private Relation follow(JsonNode plan) throws UnknownPlan {
        visits.push(new Visit(plan));
        while (true) {
            Visit visit = visits.peek();
            if (visit.inputs.size() < visit.plan.path("children").size()) {
                visits.push(new Visit(visit.plan.path("children").path(visit.inputs.size())));
                continue;
            }
            Relation result = result(visit);
            visits.pop();
            if (visits.isEmpty()) {
                return result;
            }
            handOn(result, visits.peek());
        }
    }

    private void handOn(Relation result, Visit to) throws UnknownPlan {
        JsonNode plan = to.plan;
        boolean first = to.inputs.isEmpty();
        switch (type(plan)) {
            case "LOGICAL_MATERIALIZED_CTE" -> {
                if (first) {
                    named.define(plan.path("table_index"), result);
                }
                to.inputs.add(result);
            }
            case "LOGICAL_RECURSIVE_CTE" -> {
                if (first) {
                    named.define(plan.path("table_index"), result);
                    to.inputs.add(result);
                } else if (!named.grow(plan.path("table_index"), result)) {
                    // Another turn would bring nothing more.
                    to.inputs.add(result);
                }
            }
            default -> to.inputs.add(result);
        }
    }

    private Relation result(Visit visit) throws UnknownPlan {
        JsonNode plan = visit.plan;
        return switch (type(plan)) {
            case "LOGICAL_CTE_REF" ->
                steps.bound(
                        plan.path("table_index"),
                        named.of(
                                plan.path("cte_index"), plan.path("chunk_types").size()));
            case "LOGICAL_DELIM_GET" -> steps.bound(plan.path("table_index"), outerColumns(plan));
            case "LOGICAL_MATERIALIZED_CTE" -> visit.input(1);
            case "LOGICAL_RECURSIVE_CTE" -> recursive(plan);
            default -> steps.result(plan, visit.inputs);
        };
    }

    /** Without ALL, rows that are there already are dropped, and with a key, older ones of the same key. */
    private Relation recursive(JsonNode plan) throws UnknownPlan {
        Relation all =
                named.of(plan.path("table_index"), plan.path("column_count").asInt());
        Relation result = plan.path("union_all").asBoolean() ? all : all.on(Origins.union(all.columns()));
        return steps.bound(plan.path("table_index"), result);
    }

    /** The columns of the query around that a correlated subquery uses: those of the nearest join that hands some in. */
    private Relation outerColumns(JsonNode plan) throws UnknownPlan {
        for (Visit around : visits) {
            if (type(around.plan).equals("LOGICAL_DELIM_JOIN") && around.inputs.size() == 1) {
                Relation outer = steps.duplicateEliminated(around.plan, around.input(0));
                if (outer.columns().size() != plan.path("chunk_types").size()
                        || around.plan.path("delim_flipped").asBoolean()) {
                    break;
                }
                return outer;
            }
        }
        throw new UnknownPlan("outer columns");
    }

    static String type(JsonNode plan) {
        return plan.path("type").asText();
    }

    /** A step whose inputs are being computed. */
    private static final class Visit {

        private final JsonNode plan;
        private final List<Relation> inputs = new ArrayList<>();

        private Visit(JsonNode plan) {
            this.plan = plan;
        }

        private Relation input(int index) throws UnknownPlan {
            if (index >= inputs.size()) {
                throw new UnknownPlan(type(plan) + " without input " + index);
            }
            return inputs.get(index);
        }
    }
}
