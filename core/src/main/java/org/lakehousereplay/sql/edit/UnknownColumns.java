package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds the columns that make an expression NULL when they are, as far as that can be told without looking at rows. */
final class UnknownColumns {

    /** They answer true or false whatever they are asked about. */
    private static final Set<String> KNOWING =
            Set.of("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "COMPARE_DISTINCT_FROM", "COMPARE_NOT_DISTINCT_FROM");

    private final Aggregation aggregation;

    UnknownColumns(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    /** The last parts of the names in lower case. */
    Set<String> of(JsonNode expression) {
        Set<String> columns = new TreeSet<>();
        add(expression, columns);
        return columns;
    }

    private void add(JsonNode expression, Set<String> columns) {
        if (Trees.isClass(expression, "COLUMN_REF")) {
            JsonNode parts = expression.path("column_names");
            columns.add(parts.path(parts.size() - 1).asText().toLowerCase(Locale.ROOT));
        } else if (!isKnowing(expression)) {
            Expressions.operands(expression).forEach(operand -> add(operand, columns));
        }
    }

    private boolean isKnowing(JsonNode expression) {
        return KNOWING.contains(Trees.type(expression))
                || aggregation.isAggregate(expression)
                || Trees.isClass(expression, "WINDOW")
                || Trees.isClass(expression, "CASE")
                || expression.path("subquery_type").asText().equals("EXISTS")
                || hasDefault(expression);
    }

    /** COALESCE with a constant, or the function of another name that does the same. */
    private static boolean hasDefault(JsonNode expression) {
        List<JsonNode> operands = Expressions.operands(expression);
        boolean coalesce = Trees.type(expression).equals("OPERATOR_COALESCE")
                || expression.path("function_name").asText().equalsIgnoreCase("ifnull");
        return coalesce
                && !operands.isEmpty()
                && Trees.isClass(operands.get(operands.size() - 1), "CONSTANT")
                && !operands.get(operands.size() - 1)
                        .path("value")
                        .path("is_null")
                        .asBoolean();
    }
}
