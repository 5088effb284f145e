package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.lakehousereplay.sql.ScratchDatabase.WrittenQuery;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.SqlName;

/**
 * Has the engine spell a part of a query. The engine only spells whole queries, so the part is put into a small one,
 * and what is known to stand around it is cut off. For those in this library that show parts of queries.
 */
public final class Spelling {

    private static final Set<String> UNITS = Set.of(
            "to_years",
            "to_months",
            "to_weeks",
            "to_days",
            "to_hours",
            "to_minutes",
            "to_seconds",
            "to_milliseconds",
            "to_microseconds");

    private static final AtomicReference<Optional<Spelling>> KNOWN = new AtomicReference<>(Optional.empty());

    private final EngineTrees trees;
    private final JsonNode statement;
    private final ObjectNode query;
    private final ObjectNode union;
    private final EngineForm form;
    private final Map<String, Optional<JsonNode>> intervals = new HashMap<>();

    private Spelling(EngineTrees trees, JsonNode statement, ObjectNode query, ObjectNode union, EngineForm form) {
        this.trees = trees;
        this.statement = statement;
        this.query = query;
        this.union = union;
        this.form = form;
    }

    /** What it works with is asked for once: there is one engine, and it does not depend on the database. */
    public static Spelling of(EngineTrees trees) throws SqlFailure {
        Optional<Spelling> known = KNOWN.get();
        if (known.isPresent()) {
            return known.get().with(trees);
        }
        Spelling first = read(trees);
        KNOWN.set(Optional.of(first.with(trees)));
        return first;
    }

    private static Spelling read(EngineTrees trees) throws SqlFailure {
        JsonNode statement = trees.read("SELECT * FROM x").orElseThrow();
        JsonNode union = trees.read("SELECT * FROM x UNION SELECT * FROM x").orElseThrow();
        JsonNode joined = trees.read("SELECT * FROM x JOIN y ON true").orElseThrow();
        return new Spelling(
                trees,
                statement,
                (ObjectNode) PlainForm.of(Statement.query(statement)),
                (ObjectNode) PlainForm.of(Statement.query(union)),
                new EngineForm(Statement.query(joined).path("from_table").path("condition")));
    }

    /** The same with another database. */
    Spelling with(EngineTrees others) {
        return new Spelling(others, statement, query, union, form);
    }

    /** The text of a part; empty when it is absent. */
    public Optional<String> of(JsonNode node, Phrase phrase) {
        return Trees.absent(node) ? Optional.empty() : spell(readable(node), phrase);
    }

    private Optional<String> spell(JsonNode node, Phrase phrase) {
        return switch (phrase) {
            case EXPRESSION -> Trees.isExpression(node) || Trees.isNamed(node) ? expression(node) : Optional.empty();
            case CONDITIONS -> spell(copy("where_clause", node), "SELECT * FROM x WHERE ", "");
            case SELECT_LIST -> spell(copy("select_list", node), "SELECT ", " FROM x");
            case BRANCHES -> branches(node);
            case TABLE -> node.isObject() ? table(node) : Optional.empty();
            case JOINED_TABLE -> joinedTable(node);
            case ORDER_KEY -> orderKey(node);
            case MODIFIER -> modifier(node);
            case OPERATION -> operation(node);
            case NAMED_QUERY -> namedQuery(node);
            case GROUPING -> spell(copy(Trees.GROUPING, node), "SELECT * FROM x ", "");
            case QUERY -> write(node);
        };
    }

    private Optional<String> expression(JsonNode expression) {
        ObjectNode select = query.deepCopy();
        select.set("select_list", Trees.array().add(expression));
        return spell(select, "SELECT ", " FROM x");
    }

    private Optional<String> table(JsonNode table) {
        return spell(copy("from_table", table), "SELECT * FROM ", "");
    }

    /** A table with how it is joined: to a table of no interest. */
    private Optional<String> joinedTable(JsonNode item) {
        if (!item.has(Trees.JOIN)) {
            return table(item.path(Trees.TABLE));
        }
        ObjectNode select = query.deepCopy();
        ((ArrayNode) select.path("from_table").path(Trees.TABLES)).add(item);
        return spell(select, "SELECT * FROM (x ", ")").or(() -> spell(select, "SELECT * FROM x ", ""));
    }

    private Optional<String> modifier(JsonNode modifier) {
        ObjectNode select = copy("modifiers", Trees.array().add(modifier));
        return spell(select, "SELECT * FROM x ", "").or(() -> spell(select, "SELECT ", " * FROM x"));
    }

    private Optional<String> orderKey(JsonNode key) {
        ObjectNode modifier = Trees.object();
        modifier.put("type", "ORDER_MODIFIER");
        modifier.set("orders", Trees.array().add(key));
        return spell(copy("modifiers", Trees.array().add(modifier)), "SELECT * FROM x ORDER BY ", "");
    }

    private Optional<String> operation(JsonNode item) {
        JsonNode branch = item.path(Trees.BRANCH);
        if (!item.has(Trees.OPERATION)) {
            return write(branch);
        }
        ObjectNode operation = union.deepCopy();
        ObjectNode second = Trees.object();
        second.set(Trees.OPERATION, item.path(Trees.OPERATION));
        second.set(Trees.BRANCH, branch.isMissingNode() ? query : branch);
        ((ArrayNode) operation.path(Trees.BRANCHES)).set(1, second);
        return spell(operation, "(SELECT * FROM x) ", branch.isMissingNode() ? " (SELECT * FROM x)" : "");
    }

    private Optional<String> branches(JsonNode branches) {
        ObjectNode operation = union.deepCopy();
        operation.set(Trees.BRANCHES, branches);
        return write(operation);
    }

    private Optional<String> namedQuery(JsonNode entry) {
        ObjectNode map = Trees.object();
        map.set("map", Trees.array().add(entry));
        return spell(copy("cte_map", map), "WITH ", "SELECT * FROM x");
    }

    private ObjectNode copy(String field, JsonNode value) {
        ObjectNode select = query.deepCopy();
        select.set(field, value);
        return select;
    }

    private Optional<String> spell(JsonNode select, String prefix, String suffix) {
        return write(select)
                .filter(text -> text.startsWith(prefix) && text.endsWith(suffix))
                .map(text -> text.substring(prefix.length(), text.length() - suffix.length())
                        .strip());
    }

    /** The engine has {@code INTERVAL 10 MINUTES} as a computation that nobody would recognise. */
    private JsonNode readable(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = Trees.array();
            node.forEach(element -> array.add(readable(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        Optional<JsonNode> interval = interval(node);
        if (interval.isPresent()) {
            return interval.get();
        }
        ObjectNode object = Trees.object();
        node.properties().forEach(field -> object.set(field.getKey(), readable(field.getValue())));
        if (node.has("function_name") && node.path("schema").asText().equals("main")) {
            // Version 1.5 says so of what is written as an operator.
            object.put("schema", "");
        }
        return object;
    }

    private Optional<JsonNode> interval(JsonNode node) {
        String function = node.path("function_name").asText();
        if (!UNITS.contains(function)) {
            return Optional.empty();
        }
        JsonNode amount = node;
        while (!Trees.isClass(amount, "CONSTANT")) {
            List<JsonNode> operands = Expressions.operands(amount);
            boolean converted = operands.size() == 1
                    && (Trees.isClass(operands.get(0), "CAST")
                            || Trees.isClass(operands.get(0), "CONSTANT")
                            || operands.get(0).path("function_name").asText().equals("trunc"));
            if (!converted) {
                return Optional.empty();
            }
            amount = operands.get(0);
        }
        return expression(amount)
                .flatMap(number -> intervals.computeIfAbsent(number + " " + function.substring(3), this::interval));
    }

    private Optional<JsonNode> interval(String text) {
        return trees.readOwn("SELECT CAST(" + SqlName.literal(text) + " AS INTERVAL)")
                .map(read -> PlainForm.of(Statement.query(read)))
                .map(select -> select.path("select_list").path(0).path(Trees.NAMED));
    }

    /** The texts of many whole queries, and the fingerprint of each. */
    public List<Optional<WrittenQuery>> writeAll(List<JsonNode> queries) {
        EngineForm remembering = form.remembering();
        List<JsonNode> statements = queries.stream()
                .map(query -> Statement.with(statement, remembering.of(query)))
                .toList();
        return trees.writeAll(statements);
    }

    /** The text of a whole query. */
    public Optional<String> write(JsonNode plain) {
        return trees.write(Statement.with(statement, form.of(plain)));
    }
}
