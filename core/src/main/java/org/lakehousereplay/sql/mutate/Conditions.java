package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/** What a condition in a list of conditions is there for. */
final class Conditions {

    private static final Set<String> STRICT = Set.of(
            "COMPARE_EQUAL",
            "COMPARE_NOTEQUAL",
            "COMPARE_LESSTHAN",
            "COMPARE_GREATERTHAN",
            "COMPARE_LESSTHANOREQUALTO",
            "COMPARE_GREATERTHANOREQUALTO",
            "COMPARE_BETWEEN",
            "COMPARE_IN");

    private Conditions() {}

    /** A list of conditions that must all hold. */
    static boolean isList(Site site) {
        return site.node().isArray() && site.index() < 0 && Trees.CONDITIONS.contains(site.field());
    }

    /** Whether a condition is one by which rows of two tables find each other. */
    static boolean links(Site conditions, JsonNode condition) {
        boolean joins = conditions.field().equals("condition")
                || conditions.field().equals("where_clause") && isCrossed(conditions);
        return joins
                && Trees.type(condition).equals("COMPARE_EQUAL")
                && tables(condition.path("left")).size() == 1
                && tables(condition.path("right")).size() == 1
                && !tables(condition.path("left")).equals(tables(condition.path("right")));
    }

    private static boolean isCrossed(Site conditions) {
        JsonNode tables = conditions
                .owner()
                .map(Site::node)
                .orElse(Trees.ABSENT)
                .path("from_table")
                .path(Trees.TABLES);
        for (JsonNode item : tables) {
            if (item.path(Trees.JOIN).path("ref_type").asText().equals("CROSS")) {
                return true;
            }
        }
        return false;
    }

    /** The tables in front of the columns of an expression; a column without one counts as one of a table of its own. */
    private static Set<String> tables(JsonNode expression) {
        Set<String> tables = new HashSet<>();
        addTables(expression, tables);
        return tables;
    }

    private static void addTables(JsonNode node, Set<String> tables) {
        if (Trees.isClass(node, "COLUMN_REF")) {
            JsonNode parts = node.path("column_names");
            tables.add(
                    parts.size() > 1
                            ? parts.path(parts.size() - 2).asText().toLowerCase(Locale.ROOT)
                            : "." + parts.path(0).asText().toLowerCase(Locale.ROOT));
        }
        Expressions.operands(node).forEach(operand -> addTables(operand, tables));
    }

    /** Whether a condition keeps nothing out that another one of the list lets in: NULL is out anyway. */
    static boolean isImplied(Tools tools, JsonNode conditions, JsonNode condition) {
        if (!Trees.type(condition).equals("OPERATOR_IS_NOT_NULL")) {
            return false;
        }
        JsonNode value = condition.path("children").path(0);
        for (JsonNode other : conditions) {
            if (STRICT.contains(Trees.type(other))
                    && !Trees.isClass(other, "SUBQUERY")
                    && Expressions.operands(other).stream()
                            .anyMatch(operand -> tools.facts().same(operand, value))) {
                return true;
            }
        }
        return false;
    }

    /** What is true where a condition is false, written as people would. */
    static JsonNode negated(JsonNode condition) {
        String type = Trees.type(condition);
        String opposite =
                switch (type) {
                    case "COMPARE_EQUAL" -> "COMPARE_NOTEQUAL";
                    case "COMPARE_NOTEQUAL" -> "COMPARE_EQUAL";
                    case "COMPARE_LESSTHAN" -> "COMPARE_GREATERTHANOREQUALTO";
                    case "COMPARE_GREATERTHANOREQUALTO" -> "COMPARE_LESSTHAN";
                    case "COMPARE_GREATERTHAN" -> "COMPARE_LESSTHANOREQUALTO";
                    case "COMPARE_LESSTHANOREQUALTO" -> "COMPARE_GREATERTHAN";
                    case "OPERATOR_IS_NULL" -> "OPERATOR_IS_NOT_NULL";
                    case "OPERATOR_IS_NOT_NULL" -> "OPERATOR_IS_NULL";
                    default -> "";
                };
        boolean plain = Trees.isClass(condition, "COMPARISON") || Trees.isClass(condition, "OPERATOR");
        if (plain && !opposite.isEmpty()) {
            return Nodes.with(condition, "type", opposite);
        }
        return type.equals("OPERATOR_NOT") ? condition.path("children").path(0) : Nodes.not(condition);
    }
}
