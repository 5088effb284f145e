package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lakehousereplay.sql.edit.EngineTrees;
import org.lakehousereplay.sql.edit.PlainForm;
import org.lakehousereplay.sql.edit.Statement;
import org.lakehousereplay.sql.edit.Trees;

/**
 * Makes parts of trees. What the versions of the engine lay out differently is made by the engine from SQL of this
 * library's making.
 */
final class Nodes {

    /** Of SQL that stands in this package, so it does not grow; there is one engine, so it does not change. */
    private static final Map<String, JsonNode> PATTERNS = new ConcurrentHashMap<>();

    private final EngineTrees trees;

    Nodes(EngineTrees trees) {
        this.trees = trees;
    }

    /** NULL. */
    JsonNode nothing() {
        return pattern("NULL");
    }

    /** A text. */
    JsonNode text(String text) {
        return withText(pattern("'text'"), text);
    }

    private static ObjectNode withText(JsonNode constant, String text) {
        String holder = constant.has("literal") ? "literal" : "value";
        String field = constant.has("literal") ? "text" : "value";
        return with(constant, holder, with(constant.path(holder), field, text));
    }

    /** A number, with all its digits. */
    JsonNode number(BigDecimal number) {
        return read(number.toPlainString());
    }

    /** An interval. */
    JsonNode interval(Interval interval) {
        JsonNode cast = pattern("CAST('1 day' AS INTERVAL)");
        return with(cast, "child", withText(cast.path("child"), interval.words()));
    }

    private JsonNode pattern(String sql) {
        return PATTERNS.computeIfAbsent(sql, this::read);
    }

    private JsonNode read(String sql) {
        return trees.readOwn("SELECT " + sql)
                .map(read -> PlainForm.of(Statement.query(read)))
                .map(select -> select.path("select_list").path(0).path(Trees.NAMED))
                .orElseThrow(() -> new IllegalStateException("the engine does not read " + sql));
    }

    /**
     * A call of a function.
     *
     * @param pattern the call with {@code x0}, {@code x1}, ... for the arguments, such as {@code timezone('UTC', x0)}
     */
    JsonNode call(String pattern, JsonNode... arguments) {
        return filled(pattern(pattern), arguments);
    }

    private static JsonNode filled(JsonNode node, JsonNode... arguments) {
        if (Trees.isClass(node, "COLUMN_REF")) {
            String name = node.path("column_names").path(0).asText();
            return arguments[Integer.parseInt(name.substring(1))];
        }
        if (node.isArray()) {
            return Trees.array().addAll(elements(node, arguments));
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Trees.object();
        node.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue(), arguments)));
        return copy;
    }

    private static List<JsonNode> elements(JsonNode array, JsonNode... arguments) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(element -> elements.add(filled(element, arguments)));
        return elements;
    }

    /** A copy of an object with another value of a field. */
    static ObjectNode with(JsonNode object, String name, JsonNode value) {
        ObjectNode copy = Trees.object();
        copy.setAll((ObjectNode) object);
        copy.set(name, value);
        return copy;
    }

    static ObjectNode with(JsonNode object, String name, String value) {
        return with(object, name, Trees.NODES.textNode(value));
    }

    static ObjectNode with(JsonNode object, String name, boolean value) {
        return with(object, name, Trees.NODES.booleanNode(value));
    }

    /** What keeps all rows that the condition does not keep, NULL apart. */
    static ObjectNode not(JsonNode condition) {
        ObjectNode not = Trees.object();
        not.put("class", "OPERATOR");
        not.put("type", "OPERATOR_NOT");
        not.put("alias", "");
        not.set("children", Trees.array().add(condition));
        return not;
    }

    /** The name of a function, in lower case as the engine has it; empty for what is no call. */
    static String function(JsonNode node) {
        return node.path("function_name").asText();
    }

    static boolean calls(JsonNode node, Set<String> functions) {
        return functions.contains(function(node));
    }

    /** The arguments of a call, in order. */
    static List<JsonNode> arguments(JsonNode call) {
        List<JsonNode> arguments = new ArrayList<>();
        if (call.has("arguments")) {
            call.path("arguments").forEach(argument -> arguments.add(argument.path("expression")));
        } else {
            call.path("children").forEach(arguments::add);
        }
        return arguments.stream().map(Trees::inner).toList();
    }

    /** The place of an argument of a call. */
    static Site argument(Site call, int number) {
        return call.node().has("arguments")
                ? call.at("arguments").at(number).at("expression")
                : call.at("children").at(number);
    }

    /** A call with other arguments. */
    static ObjectNode withArguments(JsonNode call, List<JsonNode> arguments) {
        ArrayNode list = Trees.array();
        if (!call.has("arguments")) {
            arguments.forEach(list::add);
            return with(call, "children", list);
        }
        for (int number = 0; number < arguments.size(); number++) {
            ObjectNode argument = Trees.object();
            argument.setAll((ObjectNode) call.path("arguments")
                    .path(Math.min(number, call.path("arguments").size() - 1)));
            argument.set("expression", arguments.get(number));
            list.add(argument);
        }
        return with(call, "arguments", list);
    }

    /** A call of another function with the same arguments. */
    static ObjectNode renamed(JsonNode call, String function) {
        ObjectNode renamed = with(call, "function_name", function);
        if (call.has("qualified_name")) {
            ObjectNode name = Trees.object();
            name.set("path", Trees.array().add(function));
            renamed.set("qualified_name", name);
        }
        return renamed;
    }

    /** A column of a table. */
    static ObjectNode columnOf(String table, String column) {
        ObjectNode reference = Trees.object();
        reference.put("class", "COLUMN_REF");
        reference.put("type", "COLUMN_REF");
        reference.put("alias", "");
        reference.set("column_names", Trees.array().add(table).add(column));
        return reference;
    }

    /** The last part of the name of a column; empty for what is no column. */
    static Optional<String> column(JsonNode node) {
        if (!Trees.isClass(node, "COLUMN_REF")) {
            return Optional.empty();
        }
        JsonNode parts = node.path("column_names");
        return Optional.of(parts.path(parts.size() - 1).asText());
    }
}
