package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.TreeFacts;
import org.lakehousereplay.sql.edit.Trees;

/** Where the first word of a part stands: the place of an operator is behind its first operand in version 1.5. */
final class Position {

    private Position() {}

    static OptionalLong of(JsonNode node, TreeFacts facts) {
        JsonNode inner = Trees.inner(node);
        return Trees.isExpression(inner) ? places(inner).min() : facts.position(node);
    }

    private static LongStream places(JsonNode expression) {
        return LongStream.concat(
                TreeFacts.place(expression).stream(),
                Expressions.operands(expression).stream().flatMapToLong(Position::places));
    }
}
