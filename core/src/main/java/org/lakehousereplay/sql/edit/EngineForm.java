package org.lakehousereplay.sql.edit;

import static org.lakehousereplay.sql.edit.Trees.array;
import static org.lakehousereplay.sql.edit.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the form that {@link PlainForm} makes back into the engine's own. For those in this library that change trees
 * of queries.
 */
public final class EngineForm {

    private final JsonNode alwaysTrue;
    private final Optional<Map<JsonNode, JsonNode>> known;

    /** @param alwaysTrue the condition {@code true} as this version of the engine has it */
    public EngineForm(JsonNode alwaysTrue) {
        this(alwaysTrue, Optional.empty());
    }

    private EngineForm(JsonNode alwaysTrue, Optional<Map<JsonNode, JsonNode>> known) {
        this.alwaysTrue = alwaysTrue;
        this.known = known;
    }

    /** The same for many trees that have most of their nodes in common; used by one thread. */
    EngineForm remembering() {
        return new EngineForm(alwaysTrue, Optional.of(new IdentityHashMap<>()));
    }

    public JsonNode of(JsonNode node) {
        return of(node, false);
    }

    private JsonNode of(JsonNode node, boolean joined) {
        if (joined || known.isEmpty() || !node.isContainerNode()) {
            return convert(node, joined);
        }
        JsonNode before = known.get().get(node);
        if (before != null) {
            return before;
        }
        JsonNode converted = convert(node, false);
        known.get().put(node, converted);
        return converted;
    }

    private JsonNode convert(JsonNode node, boolean joined) {
        if (node.isArray()) {
            ArrayNode engine = array();
            node.forEach(element -> engine.add(of(element, joined)));
            return engine;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode fields = fields(node, joined || node.path(Trees.TABLES).size() > 1);
        if (Respelling.isDouble(node)) {
            return Respelling.asCast(fields);
        }
        if (node.has(Trees.ALIAS)) {
            // A copy, because the same expression may stand elsewhere without a name.
            ObjectNode expression = object();
            expression.setAll((ObjectNode) fields.get(Trees.NAMED));
            return expression.set("alias", fields.get(Trees.ALIAS));
        }
        if (node.has(Trees.TABLES)) {
            return tables(fields.path(Trees.TABLES), joined);
        }
        if (node.has(Trees.BRANCHES)) {
            return setOperation(fields);
        }
        if (node.has(Trees.GROUPING)) {
            grouping(fields);
        }
        return fields;
    }

    private ObjectNode fields(JsonNode node, boolean joined) {
        ObjectNode engine = object();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            // Only a table directly inside of a join is written without anything around it.
            boolean inJoin = joined
                    && (field.getKey().equals(Trees.TABLES) || field.getKey().equals(Trees.TABLE));
            JsonNode value = of(field.getValue(), inJoin);
            boolean conditions = Trees.CONDITIONS.contains(field.getKey()) && value.isArray();
            engine.set(field.getKey(), conditions ? conjunction(value) : value);
        }
        return engine;
    }

    private static JsonNode conjunction(JsonNode conditions) {
        return switch (conditions.size()) {
            case 0 -> Trees.NODES.nullNode();
            case 1 -> conditions.get(0);
            default -> {
                ObjectNode all = object();
                all.put("class", "CONJUNCTION");
                all.put("type", "CONJUNCTION_AND");
                all.put("alias", "");
                all.set("children", conditions);
                yield all;
            }
        };
    }

    /**
     * Version 1.5 writes a cross join as a comma, which binds less tightly than the words around it. Where that matters,
     * it is written as a join whose condition is true.
     */
    private JsonNode tables(JsonNode items, boolean joined) {
        JsonNode left = items.path(0).path(Trees.TABLE);
        int lastOther = joined ? items.size() : lastOther(items);
        for (int index = 1; index < items.size(); index++) {
            ObjectNode join = object();
            join.setAll((ObjectNode) items.get(index).path(Trees.JOIN));
            if (index < lastOther && isCross(join)) {
                join.put("ref_type", "REGULAR");
                join.set("condition", alwaysTrue);
            }
            join.set("left", left);
            join.set("right", items.get(index).path(Trees.TABLE));
            left = join;
        }
        return left;
    }

    private static int lastOther(JsonNode items) {
        int last = 0;
        for (int index = 1; index < items.size(); index++) {
            last = isCross(items.get(index).path(Trees.JOIN)) ? last : index;
        }
        return last;
    }

    private static boolean isCross(JsonNode join) {
        return join.path("ref_type").asText().equals("CROSS");
    }

    private static void grouping(ObjectNode select) {
        JsonNode grouping = select.remove(Trees.GROUPING);
        JsonNode keys = grouping.path(Trees.KEYS);
        JsonNode sets = grouping.path("group_sets");
        select.set("group_expressions", keys);
        select.set("group_sets", sets.isMissingNode() ? groupSets(keys.size()) : sets);
        select.set("aggregate_handling", grouping.path("aggregate_handling"));
    }

    /** The one set of all keys, in the way the engine writes it. */
    static ArrayNode groupSets(int keys) {
        ArrayNode sets = array();
        if (keys > 0) {
            ArrayNode all = sets.addArray();
            for (int key = 0; key < keys; key++) {
                all.add(key);
            }
        }
        return sets;
    }

    private static JsonNode setOperation(ObjectNode fields) {
        JsonNode branches = fields.remove(Trees.BRANCHES);
        boolean listed = fields.remove(Trees.LISTED).asBoolean();
        JsonNode left = branches.path(0).path(Trees.BRANCH);
        if (branches.size() == 1) {
            return single(fields, left);
        }
        for (int index = 1; index < branches.size(); index++) {
            ObjectNode node = object();
            node.setAll(fields);
            if (index < branches.size() - 1) {
                node.set("modifiers", array());
                node.set("cte_map", object().set("map", array()));
            }
            node.setAll((ObjectNode) branches.get(index).path(Trees.OPERATION));
            JsonNode right = branches.get(index).path(Trees.BRANCH);
            if (listed) {
                node.putNull("left");
                node.putNull("right");
                node.set("children", array().add(left).add(right));
            } else {
                node.set("left", left);
                node.set("right", right);
            }
            left = node;
        }
        return left;
    }

    /** What ordered and named for all branches does so for the only one that is left. */
    private static JsonNode single(ObjectNode operation, JsonNode branch) {
        ObjectNode query = object();
        query.setAll((ObjectNode) branch);
        ArrayNode modifiers = array();
        branch.path("modifiers").forEach(modifiers::add);
        operation.path("modifiers").forEach(modifiers::add);
        query.set("modifiers", modifiers);
        ArrayNode named = array();
        operation.path("cte_map").path("map").forEach(named::add);
        branch.path("cte_map").path("map").forEach(named::add);
        query.set("cte_map", object().set("map", named));
        return query;
    }
}
