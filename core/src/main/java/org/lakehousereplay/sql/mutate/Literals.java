package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.edit.Trees;

/** What constants say. Version 1.5 keeps values with a type, version 2.0 keeps what was written. */
final class Literals {

    private static final Set<String> NUMBERS = Set.of("INTEGER", "NUMERIC");

    private Literals() {}

    static boolean isConstant(JsonNode node) {
        return Trees.isClass(node, "CONSTANT");
    }

    static boolean isNull(JsonNode node) {
        return isConstant(node)
                && (node.path("value").path("is_null").asBoolean()
                        || node.path("literal").path("kind").asText().equals("NULL_LITERAL"));
    }

    static Optional<String> text(JsonNode node) {
        if (!isConstant(node) || isNull(node)) {
            return Optional.empty();
        }
        JsonNode literal = node.path("literal");
        if (literal.isObject()) {
            return literal.path("kind").asText().equals("STRING")
                    ? Optional.of(literal.path("text").asText())
                    : Optional.empty();
        }
        JsonNode value = node.path("value").path("value");
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    static Optional<BigDecimal> number(JsonNode node) {
        if (!isConstant(node) || isNull(node)) {
            return Optional.empty();
        }
        JsonNode literal = node.path("literal");
        if (literal.isObject()) {
            return NUMBERS.contains(literal.path("kind").asText())
                    ? parsed(literal.path("text").asText())
                    : Optional.empty();
        }
        JsonNode value = node.path("value").path("value");
        if (!value.isNumber()) {
            return Optional.empty();
        }
        JsonNode scale = node.path("value").path("type").path("type_info").path("scale");
        return Optional.of(
                scale.isInt() && value.isIntegralNumber()
                        ? new BigDecimal(new BigInteger(value.asText()), scale.asInt())
                        : value.decimalValue());
    }

    private static Optional<BigDecimal> parsed(String text) {
        try {
            return Optional.of(new BigDecimal(text.replace("_", "")));
        } catch (NumberFormatException hexadecimal) {
            return Optional.empty();
        }
    }

    /** The name of the type that a cast is to, without its parameters, in upper case. */
    static String castType(JsonNode cast) {
        String old = cast.path("cast_type").path("id").asText();
        return old.isEmpty() ? cast.path("type_expr").path("type_name").asText() : old;
    }
}
