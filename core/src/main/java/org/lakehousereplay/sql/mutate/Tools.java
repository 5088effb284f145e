package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.FunctionKinds;
import org.lakehousereplay.sql.edit.TreeFacts;
import org.lakehousereplay.sql.edit.Trees;

/**
 * What operators work with.
 *
 * @param nodes makes parts of trees
 * @param prose writes parts of trees
 * @param facts compares parts of trees
 * @param functions what kinds of functions there are
 * @param names what the columns of the whole query are made of
 * @param context what is known about the data
 */
record Tools(
        Nodes nodes,
        Prose prose,
        TreeFacts facts,
        FunctionKinds functions,
        RankedColumns names,
        MutationContext context) {

    /** An expression in place of another. */
    Change change(MutationOperator operator, Site site, JsonNode replacement, String words) {
        return new Change(
                operator, tree(site, replacement), site.node(), prose.of(site.node()), prose.of(replacement), words);
    }

    /** The whole tree with an expression in place of another, in the keys of a GROUP BY and wherever they are repeated. */
    JsonNode tree(Site site, JsonNode replacement) {
        return new GroupedExpressions(facts).replaced(site, replacement);
    }

    /** Whether an expression is known to be a day and no time. */
    boolean isDate(JsonNode expression) {
        return Trees.isClass(expression, "CAST")
                        && Literals.castType(expression).equals("DATE")
                || Nodes.column(expression)
                        .flatMap(context::type)
                        .filter(type -> type.equalsIgnoreCase("DATE"))
                        .isPresent();
    }

    /** Whether an expression is known to be a text. */
    boolean isText(JsonNode expression) {
        return Literals.text(expression).isPresent()
                || Nodes.column(expression)
                        .flatMap(context::type)
                        .filter(type -> type.equalsIgnoreCase("VARCHAR"))
                        .isPresent();
    }

    /** Whether an expression is known to be a time, or a length of time. */
    boolean isTemporal(JsonNode expression) {
        return Interval.of(expression).isPresent()
                || isDate(expression)
                || Trees.isClass(expression, "CAST")
                        && (Literals.castType(expression).startsWith("TIME")
                                || Literals.castType(expression).equals("INTERVAL"))
                || functions.isTemporal(Nodes.function(expression))
                || Nodes.column(expression)
                        .flatMap(context::type)
                        .filter(type ->
                                type.toUpperCase(Locale.ROOT).startsWith("TIME") || type.equalsIgnoreCase("INTERVAL"))
                        .isPresent();
    }

    /** Whether there is an aggregate in an expression that is not a window function. */
    boolean aggregates(JsonNode expression) {
        return Parts.any(
                expression,
                node -> node.path("class").asText().equals("FUNCTION") && functions.aggregates(Nodes.function(node)));
    }
}
