package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each kind of step does to columns and rows. A kind that is not known here makes a plan unknown. */
final class Steps {

    private final TableColumns tables;
    private final Bindings bindings = new Bindings();
    private final Joins joins = new Joins(bindings);

    Steps(TableColumns tables) {
        this.tables = tables;
    }

    Relation result(JsonNode plan, List<Relation> inputs) throws UnknownPlan {
        String type = PlanWalk.type(plan);
        return switch (inputs.size()) {
            case 0 -> bound(plan.path("table_index"), source(type, plan));
            case 1 -> overOne(type, plan, inputs.get(0));
            default -> overSeveral(type, plan, inputs);
        };
    }

    Relation bound(JsonNode number, Relation relation) {
        bindings.bind(number, relation.columns());
        return relation;
    }

    Relation duplicateEliminated(JsonNode join, Relation left) throws UnknownPlan {
        return new Relation(bindings.each(join.path("duplicate_eliminated_columns"), left.columns()), Origins.NONE);
    }

    private Relation source(String type, JsonNode plan) throws UnknownPlan {
        return switch (type) {
            case "LOGICAL_GET" -> scan(plan);
            case "LOGICAL_DUMMY_SCAN" -> Relation.constant(1);
            case "LOGICAL_CHUNK_GET", "LOGICAL_COLUMN_DATA_GET" -> Relation.constant(chunkWidth(plan));
            case "LOGICAL_EMPTY_RESULT" ->
                Relation.constant(plan.path("return_types").size());
            default -> throw new UnknownPlan(type);
        };
    }

    private static int chunkWidth(JsonNode plan) {
        return Math.max(plan.path("chunk_types").size(), plan.path("types").size());
    }

    private Relation scan(JsonNode plan) throws UnknownPlan {
        JsonNode table = plan.path("function_data").path("table");
        JsonNode read = plan.path("column_indexes");
        if (!table.isTextual()) {
            // A table function whose arguments are constant.
            return new Relation(Relation.constant(read.size()).picked(plan.path("projection_ids")), Origins.NONE);
        }
        List<Origins> all = tables.of(table.asText());
        if (all.size() != plan.path("names").size()) {
            throw new UnknownPlan("columns of " + table);
        }
        List<Origins> columns = new ArrayList<>();
        for (JsonNode column : read) {
            columns.add(Relation.at(all, column.path("index")));
        }
        return new Relation(new Relation(columns, Origins.NONE).picked(plan.path("projection_ids")), Origins.NONE);
    }

    private Relation overOne(String type, JsonNode plan, Relation input) throws UnknownPlan {
        return switch (type) {
            case "LOGICAL_PROJECTION" ->
                bound(
                        plan.path("table_index"),
                        new Relation(bindings.each(plan.path("expressions"), input.columns()), input.conditions()));
            case "LOGICAL_FILTER", "LOGICAL_ORDER_BY", "LOGICAL_TOP_N", "LOGICAL_LIMIT", "LOGICAL_DISTINCT" ->
                new Relation(
                        input.picked(plan.path("projection_map")),
                        input.on(rowsBy(plan, input)).conditions());
            case "LOGICAL_AGGREGATE_AND_GROUP_BY" -> aggregate(plan, input);
            case "LOGICAL_WINDOW" -> {
                List<Origins> windows = bindings.each(plan.path("expressions"), input.columns());
                bindings.bind(plan.path("window_index"), windows);
                yield input.with(windows);
            }
            case "LOGICAL_UNNEST" -> {
                List<Origins> elements = bindings.each(plan.path("expressions"), input.columns());
                bindings.bind(plan.path("unnest_index"), elements);
                yield input.with(elements).on(Origins.union(elements));
            }
            case "LOGICAL_EXPRESSION_GET" -> bound(plan.path("table_index"), rows(plan, input));
            case "LOGICAL_GET" -> tableFunction(plan, input);
            case "LOGICAL_PIVOT" -> pivot(plan, input);
            default -> throw new UnknownPlan(type);
        };
    }

    /** What a step decides by: all that it refers to. */
    private Origins rowsBy(JsonNode plan, Relation input) throws UnknownPlan {
        Origins origins = Origins.NONE;
        for (var field : plan.properties()) {
            if (!field.getKey().equals("children")) {
                origins = origins.and(bindings.origins(field.getValue(), input.columns()));
            }
        }
        return origins;
    }

    private Relation aggregate(JsonNode plan, Relation input) throws UnknownPlan {
        List<Origins> groups = bindings.each(plan.path("groups"), input.columns());
        List<Origins> aggregates = bindings.each(plan.path("expressions"), input.columns());
        Origins keys = Origins.union(groups);
        List<Origins> groupings = new ArrayList<>();
        plan.path("grouping_functions").forEach(grouping -> groupings.add(keys));
        bindings.bind(plan.path("group_index"), groups);
        bindings.bind(plan.path("aggregate_index"), aggregates);
        bindings.bind(plan.path("groupings_index"), groupings);
        return new Relation(groups, input.conditions())
                .with(aggregates)
                .with(groupings)
                .on(keys);
    }

    /** Rows of VALUES: a column comes from what stands in its place in any row. */
    private Relation rows(JsonNode plan, Relation input) throws UnknownPlan {
        Relation rows = Relation.constant(plan.path("expr_types").size()).on(input.conditions());
        for (JsonNode row : plan.path("expressions")) {
            rows = rows.merged(new Relation(bindings.each(row, input.columns()), Origins.NONE));
        }
        return rows;
    }

    /** A table function whose arguments are columns. Behind its own columns stand those that it lets through. */
    private Relation tableFunction(JsonNode plan, Relation input) throws UnknownPlan {
        Set<Integer> through = new HashSet<>();
        List<Origins> letThrough = new ArrayList<>();
        for (JsonNode position : plan.path("projected_input")) {
            letThrough.add(Relation.at(input.columns(), position));
            through.add(position.asInt());
        }
        Origins arguments = Origins.NONE;
        for (int index = 0; index < input.columns().size(); index++) {
            if (!through.contains(index)) {
                arguments = arguments.and(input.columns().get(index));
            }
        }
        List<Origins> columns = new ArrayList<>();
        for (int index = 0; index < plan.path("column_indexes").size(); index++) {
            columns.add(arguments);
        }
        List<Origins> picked = new Relation(columns, Origins.NONE).picked(plan.path("projection_ids"));
        return bound(
                plan.path("table_index"),
                new Relation(picked, input.conditions()).with(letThrough).on(arguments));
    }

    /** What stands in a pivoted column is chosen by the names that became columns. */
    private Relation pivot(JsonNode plan, Relation input) throws UnknownPlan {
        JsonNode pivot = plan.path("bound_pivot");
        int groups = pivot.path("group_count").asInt(-1);
        int width = pivot.path("types").size();
        if (groups < 0 || groups > input.columns().size() || width < groups) {
            throw new UnknownPlan("pivot");
        }
        List<Origins> columns = new ArrayList<>(input.columns().subList(0, groups));
        Origins others =
                Origins.union(input.columns().subList(groups, input.columns().size()));
        while (columns.size() < width) {
            columns.add(others);
        }
        Relation result = new Relation(columns, input.conditions());
        bindings.bind(plan.path("pivot_index"), columns);
        return result;
    }

    private Relation overSeveral(String type, JsonNode plan, List<Relation> inputs) throws UnknownPlan {
        return switch (type) {
            case "LOGICAL_UNION" -> bound(plan.path("table_index"), setOperation(plan, inputs, false));
            case "LOGICAL_EXCEPT", "LOGICAL_INTERSECT" ->
                bound(plan.path("table_index"), setOperation(plan, inputs, true));
            default -> joins.result(type, plan, inputs);
        };
    }

    /** Which rows INTERSECT and EXCEPT leave depends on all columns, but their values are those of the first branch. */
    private static Relation setOperation(JsonNode plan, List<Relation> inputs, boolean valuesOfFirst)
            throws UnknownPlan {
        Relation all = inputs.get(0);
        for (Relation input : inputs.subList(1, inputs.size())) {
            all = all.merged(input);
        }
        boolean drops = valuesOfFirst || !plan.path("setop_all").asBoolean();
        Relation result = drops ? all.on(Origins.union(all.columns())) : all;
        return valuesOfFirst ? new Relation(inputs.get(0).columns(), result.conditions()) : result;
    }
}
