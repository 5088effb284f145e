package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What joins hand on, those among them that the engine makes of subqueries in expressions. */
final class Joins {

    private final Bindings bindings;

    Joins(Bindings bindings) {
        this.bindings = bindings;
    }

    Relation result(String type, JsonNode plan, List<Relation> inputs) throws UnknownPlan {
        if (inputs.size() != 2) {
            throw new UnknownPlan(type);
        }
        Relation left = inputs.get(0);
        Relation right = inputs.get(1);
        return switch (type) {
            case "LOGICAL_CROSS_PRODUCT", "LOGICAL_POSITIONAL_JOIN" ->
                left.with(right.columns()).on(right.conditions());
            case "LOGICAL_ANY_JOIN", "LOGICAL_COMPARISON_JOIN", "LOGICAL_DELIM_JOIN", "LOGICAL_ASOF_JOIN" ->
                join(plan, left, right);
            default -> throw new UnknownPlan(type);
        };
    }

    private Relation join(JsonNode plan, Relation left, Relation right) throws UnknownPlan {
        Origins condition = condition(plan, left, right);
        List<Origins> ofLeft = left.picked(plan.path("left_projection_map"));
        List<Origins> ofRight = right.picked(plan.path("right_projection_map"));
        String kind = plan.path("join_type").asText();
        List<Origins> columns =
                switch (kind) {
                    case "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "SINGLE" -> Relation.concatenated(ofLeft, ofRight);
                    case "SEMI", "ANTI" -> ofLeft;
                    case "RIGHT_SEMI", "RIGHT_ANTI" -> ofRight;
                    case "MARK" -> marked(plan, ofLeft, condition.and(right.conditions()));
                    default -> throw new UnknownPlan(kind);
                };
        return new Relation(columns, left.conditions().and(right.conditions()).and(condition));
    }

    /** Behind the columns of the left side stands whether there is a match on the right side. */
    private List<Origins> marked(JsonNode plan, List<Origins> left, Origins mark) throws UnknownPlan {
        if (PlanWalk.type(plan).equals("LOGICAL_ANY_JOIN")) {
            // Positions in its condition may count the mark.
            throw new UnknownPlan("mark by any condition");
        }
        bindings.bind(plan.path("mark_index"), List.of(mark));
        List<Origins> columns = new ArrayList<>(left);
        columns.add(mark);
        return columns;
    }

    private Origins condition(JsonNode plan, Relation left, Relation right) throws UnknownPlan {
        List<Origins> both = Relation.concatenated(left.columns(), right.columns());
        Origins origins =
                bindings.origins(plan.path("condition"), both).and(bindings.origins(plan.path("predicate"), both));
        for (JsonNode condition : plan.path("conditions")) {
            boolean comparison = condition.has("right");
            origins = origins.and(bindings.origins(condition.path("left"), comparison ? left.columns() : both))
                    .and(bindings.origins(condition.path("right"), right.columns()));
        }
        return origins;
    }
}
