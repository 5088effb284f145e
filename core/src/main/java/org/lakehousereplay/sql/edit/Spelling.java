package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.lakehousereplay.sql.SqlFailure;

/**
 * Has the engine spell a part of a query. The engine only spells whole queries, so the part is put into a small one,
 * and what is known to stand around it is cut off.
 */
final class Spelling {

    private final EngineTrees trees;
    private final JsonNode statement;
    private final ObjectNode query;

    private Spelling(EngineTrees trees, JsonNode statement, JsonNode query) {
        this.trees = trees;
        this.statement = statement;
        this.query = (ObjectNode) query;
    }

    static Spelling of(EngineTrees trees) throws SqlFailure {
        JsonNode statement = trees.read("SELECT * FROM x").orElseThrow();
        return new Spelling(trees, statement, PlainForm.of(Statement.query(statement)));
    }

    Optional<String> of(JsonNode node, Phrase phrase) {
        return switch (phrase) {
            case EXPRESSION -> Trees.isExpression(node) || Trees.isNamed(node) ? expression(node) : Optional.empty();
            case TABLE -> node.isObject() ? table(node) : Optional.empty();
            case JOINED_TABLE -> joinedTable(node);
            case ORDER_KEY -> orderKey(node);
            case MODIFIER -> modifier(node);
            case OPERATION -> operation(node);
            case NAMED_QUERY -> namedQuery(node);
            case GROUPING -> spell(copy(Trees.GROUPING, node), "SELECT * FROM x GROUP BY ", "");
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
        for (boolean listed : new boolean[] {false, true}) {
            ObjectNode first = Trees.object();
            first.set(Trees.BRANCH, query);
            ObjectNode second = Trees.object();
            second.set(Trees.OPERATION, item.path(Trees.OPERATION));
            second.set(Trees.BRANCH, branch.isMissingNode() ? query : branch);
            ObjectNode operation = Trees.object();
            operation.put("type", "SET_OPERATION_NODE");
            operation.set("modifiers", Trees.array());
            operation.set("cte_map", Trees.object().set("map", Trees.array()));
            operation.put(Trees.LISTED, listed);
            operation.set(Trees.BRANCHES, Trees.array().add(first).add(second));
            Optional<String> text =
                    spell(operation, "(SELECT * FROM x) ", branch.isMissingNode() ? " (SELECT * FROM x)" : "");
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
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

    /** The text of a whole query. */
    Optional<String> write(JsonNode plain) {
        return trees.write(Statement.with(statement, EngineForm.of(plain)));
    }
}
