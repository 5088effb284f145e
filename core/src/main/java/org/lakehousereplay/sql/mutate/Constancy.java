package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/** Tells expressions that no row has a part in. */
final class Constancy {

    private Constancy() {}

    /** Whether an expression is made of constants only. */
    static boolean ofAll(JsonNode expression) {
        boolean changes = Trees.isClass(expression, "COLUMN_REF")
                || Trees.isClass(expression, "POSITIONAL_REFERENCE")
                || Trees.isClass(expression, "STAR")
                || Trees.isClass(expression, "SUBQUERY")
                || Trees.isClass(expression, "WINDOW")
                || Trees.isClass(expression, "LAMBDA_REF")
                || Nodes.function(expression).startsWith("count");
        return !changes && Expressions.operands(expression).stream().allMatch(Constancy::ofAll);
    }
}
