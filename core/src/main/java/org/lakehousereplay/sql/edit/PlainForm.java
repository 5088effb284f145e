package org.lakehousereplay.sql.edit;

import static org.lakehousereplay.sql.edit.Trees.array;
import static org.lakehousereplay.sql.edit.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the engine's tree into a form in which what people think of as a list is a list: the conditions of a WHERE,
 * the tables of a FROM, the branches of a UNION. The engine nests them, differently in each version. {@link
 * EngineForm} is the way back. For those in this library that change trees of queries.
 */
public final class PlainForm {

    private PlainForm() {}

    public static JsonNode of(JsonNode node) {
        if (node.isArray()) {
            ArrayNode plain = array();
            node.forEach(element -> plain.add(of(element)));
            return plain;
        }
        if (!node.isObject()) {
            return node;
        }
        return switch (Trees.type(node)) {
            case "SELECT_NODE" -> select(fields(node));
            case "SET_OPERATION_NODE" -> setOperation(fields(node));
            case "JOIN" -> tables(fields(node));
            case "SUBQUERY" -> subquery(fields(node));
            default -> Trees.isExpression(node) ? expression(fields(node)) : argument(fields(node));
        };
    }

    /** An argument that has a name of its own needs no second one, which only some of them have. */
    private static ObjectNode argument(ObjectNode node) {
        JsonNode expression = node.path("expression");
        if (!node.path("name").asText().isEmpty() && Trees.isNamed(expression)) {
            node.set("expression", expression.path(Trees.NAMED));
        }
        return node;
    }

    private static JsonNode subquery(ObjectNode node) {
        return Trees.isExpression(node) ? expression(node) : Respelling.asValues(node);
    }

    private static ObjectNode fields(JsonNode node) {
        ObjectNode plain = object();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            plain.set(field.getKey(), of(field.getValue()));
        }
        return plain;
    }

    private static JsonNode expression(ObjectNode engine) {
        conditions(engine);
        ObjectNode node = Respelling.asDouble(engine);
        String alias = node.path("alias").asText();
        if (alias.isEmpty()) {
            return node;
        }
        node.put("alias", "");
        return named(alias, node);
    }

    private static ObjectNode named(String alias, JsonNode expression) {
        ObjectNode named = object();
        named.put(Trees.ALIAS, alias);
        named.set(Trees.NAMED, expression);
        return named;
    }

    /** A list of what must all be true instead of a condition that may be a conjunction. */
    private static void conditions(ObjectNode node) {
        for (String name : Trees.CONDITIONS) {
            JsonNode condition = node.path(name);
            if (condition.isNull() || Trees.isExpression(condition)) {
                ArrayNode all = array();
                addConditions(condition, all);
                node.set(name, all);
            }
        }
    }

    private static void addConditions(JsonNode condition, ArrayNode all) {
        if (Trees.type(condition).equals("CONJUNCTION_AND")) {
            condition.path("children").forEach(child -> addConditions(child, all));
        } else if (!condition.isNull()) {
            all.add(condition);
        }
    }

    private static ObjectNode select(ObjectNode node) {
        conditions(node);
        ArrayNode entries = array();
        for (JsonNode entry : node.path("select_list")) {
            entries.add(Trees.isNamed(entry) ? entry : named("", entry));
        }
        node.set("select_list", entries);
        JsonNode from = node.path("from_table");
        if (!Trees.absent(from) && !from.has(Trees.TABLES)) {
            ObjectNode tables = object();
            tables.set(Trees.TABLES, array().add(table(Trees.ABSENT, from)));
            node.set("from_table", tables);
        }
        grouping(node);
        return node;
    }

    private static ObjectNode table(JsonNode join, JsonNode table) {
        ObjectNode item = object();
        if (!join.isMissingNode()) {
            item.set(Trees.JOIN, join);
        }
        item.set(Trees.TABLE, table);
        return item;
    }

    private static ObjectNode tables(ObjectNode join) {
        conditions(join);
        if (Respelling.isAlwaysTrue(join)) {
            join.put("ref_type", "CROSS");
            join.set("condition", array());
        }
        JsonNode left = join.remove("left");
        JsonNode right = join.remove("right");
        ArrayNode items = array();
        if (left.has(Trees.TABLES)) {
            left.path(Trees.TABLES).forEach(items::add);
        } else {
            items.add(table(Trees.ABSENT, left));
        }
        items.add(table(join, right));
        ObjectNode tables = object();
        tables.set(Trees.TABLES, items);
        return tables;
    }

    /** With one set that holds all keys, the set says nothing. */
    private static void grouping(ObjectNode node) {
        JsonNode keys = node.remove("group_expressions");
        JsonNode sets = node.remove("group_sets");
        ObjectNode grouping = object();
        grouping.set("aggregate_handling", node.remove("aggregate_handling"));
        if (sets.equals(EngineForm.groupSets(keys.size()))) {
            grouping.set(Trees.KEYS, keys);
        } else {
            groupingSets(grouping, keys, sets);
        }
        node.set(Trees.GROUPING, grouping);
    }

    /** Keys in the order in which the sets name them, as they are once the engine has written them. */
    private static void groupingSets(ObjectNode grouping, JsonNode keys, JsonNode sets) {
        Map<Integer, Integer> order = new LinkedHashMap<>();
        ArrayNode renumbered = array();
        for (JsonNode set : sets) {
            Set<Integer> numbers = new TreeSet<>();
            for (JsonNode key : set) {
                numbers.add(order.computeIfAbsent(key.asInt(), unseen -> order.size()));
            }
            ArrayNode indexes = renumbered.addArray();
            numbers.forEach(indexes::add);
        }
        ArrayNode ordered = array();
        order.keySet().forEach(key -> ordered.add(keys.path(key)));
        grouping.set(Trees.KEYS, ordered);
        grouping.set("group_sets", renumbered);
    }

    private static ObjectNode setOperation(ObjectNode node) {
        JsonNode children = node.path("children");
        boolean listed = !children.isEmpty();
        ArrayNode parts =
                listed ? (ArrayNode) children : array().add(node.path("left")).add(node.path("right"));
        ObjectNode operation = object();
        operation.set("setop_type", node.remove("setop_type"));
        operation.set("setop_all", node.remove("setop_all"));
        ArrayNode branches = array();
        for (JsonNode part : parts) {
            if (branches.isEmpty() && canBeJoined(part)) {
                part.path(Trees.BRANCHES).forEach(branches::add);
            } else if (canBeJoined(part) && isUnion(operation) && sameOperation(part, operation)) {
                part.path(Trees.BRANCHES).forEach(branch -> branches.add(branch(operation, branch.path(Trees.BRANCH))));
            } else {
                branches.add(branch(branches.isEmpty() ? Trees.ABSENT : operation, part));
            }
        }
        node.remove("left");
        node.remove("right");
        node.remove("children");
        node.put(Trees.LISTED, listed);
        node.set(Trees.BRANCHES, branches);
        return node;
    }

    private static ObjectNode branch(JsonNode operation, JsonNode query) {
        ObjectNode item = object();
        if (!operation.isMissingNode()) {
            item.set(Trees.OPERATION, operation);
        }
        item.set(Trees.BRANCH, query);
        return item;
    }

    private static boolean canBeJoined(JsonNode part) {
        return part.has(Trees.BRANCHES)
                && part.path("modifiers").isEmpty()
                && part.path("cte_map").path("map").isEmpty();
    }

    private static boolean isUnion(JsonNode operation) {
        return operation.path("setop_type").asText().equals("UNION");
    }

    private static boolean sameOperation(JsonNode part, JsonNode operation) {
        for (JsonNode branch : part.path(Trees.BRANCHES)) {
            if (branch.has(Trees.OPERATION) && !branch.path(Trees.OPERATION).equals(operation)) {
                return false;
            }
        }
        return true;
    }
}
