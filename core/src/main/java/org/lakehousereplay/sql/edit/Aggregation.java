package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tells what of a SELECT is computed row by row and what from several rows. */
final class Aggregation {

    private final FunctionKinds functions;

    Aggregation(FunctionKinds functions) {
        this.functions = functions;
    }

    /** Whether an expression is a call that makes one value of a group of rows. */
    boolean isAggregate(JsonNode expression) {
        return Trees.isClass(expression, "FUNCTION")
                && functions.aggregates(expression.path("function_name").asText());
    }

    /** Whether a SELECT gives a row for each group. */
    boolean groups(JsonNode select) {
        JsonNode grouping = select.path(Trees.GROUPING);
        if (!grouping.path(Trees.KEYS).isEmpty()
                || !grouping.path("aggregate_handling").asText().equals("STANDARD_HANDLING")
                || !select.path("having").isEmpty()) {
            return true;
        }
        for (JsonNode entry : select.path("select_list")) {
            if (hasAggregate(Trees.inner(entry))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAggregate(JsonNode expression) {
        if (isAggregate(expression)) {
            return true;
        }
        for (JsonNode operand : Expressions.operands(expression)) {
            if (hasAggregate(operand)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an expression needs more than one row, be it by the name of another entry of the SELECT. */
    boolean combinesRows(JsonNode expression, JsonNode select) {
        return combinesRows(expression, select, new HashSet<>());
    }

    private boolean combinesRows(JsonNode expression, JsonNode select, Set<String> followed) {
        if (isAggregate(expression) || Trees.isClass(expression, "WINDOW")) {
            return true;
        }
        JsonNode parts = expression.path("column_names");
        if (Trees.isClass(expression, "COLUMN_REF") && parts.size() == 1) {
            String name = fold(parts.path(0).asText());
            for (JsonNode entry : select.path("select_list")) {
                if (fold(entry.path(Trees.ALIAS).asText()).equals(name)
                        && followed.add(name)
                        && combinesRows(Trees.inner(entry), select, followed)) {
                    return true;
                }
            }
        }
        for (JsonNode operand : Expressions.operands(expression)) {
            if (combinesRows(operand, select, followed)) {
                return true;
            }
        }
        return false;
    }

    /** The names that an expression has without saying of which table, in lower case. */
    static Set<String> bareNames(Iterable<JsonNode> expressions) {
        Set<String> names = new TreeSet<>();
        expressions.forEach(expression -> addBareNames(Trees.inner(expression), names));
        return names;
    }

    private static void addBareNames(JsonNode expression, Set<String> names) {
        JsonNode parts = expression.path("column_names");
        if (Trees.isClass(expression, "COLUMN_REF") && parts.size() == 1) {
            names.add(fold(parts.path(0).asText()));
        }
        Expressions.operands(expression).forEach(operand -> addBareNames(operand, names));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
