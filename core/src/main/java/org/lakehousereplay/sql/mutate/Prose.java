package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.lakehousereplay.sql.SqlName;
import org.lakehousereplay.sql.edit.Phrase;
import org.lakehousereplay.sql.edit.Spelling;
import org.lakehousereplay.sql.edit.Trees;

/**
 * Writes expressions as people write them. What is unusual is left to the engine, which writes everything, but each
 * version its own way and none of them to be read.
 */
final class Prose {

    private static final Map<String, String> COMPARISONS = Map.of(
            "COMPARE_EQUAL", "=",
            "COMPARE_NOTEQUAL", "<>",
            "COMPARE_LESSTHAN", "<",
            "COMPARE_GREATERTHAN", ">",
            "COMPARE_LESSTHANOREQUALTO", "<=",
            "COMPARE_GREATERTHANOREQUALTO", ">=",
            "COMPARE_DISTINCT_FROM", "IS DISTINCT FROM",
            "COMPARE_NOT_DISTINCT_FROM", "IS NOT DISTINCT FROM");

    private final Spelling spelling;

    Prose(Spelling spelling) {
        this.spelling = spelling;
    }

    /** The SQL of an expression. */
    String of(JsonNode expression) {
        return write(Trees.inner(expression)).orElseGet(() -> spelled(expression, Phrase.EXPRESSION));
    }

    /** The SQL of several expressions. */
    String of(Iterable<JsonNode> expressions, String separator) {
        List<String> texts = new ArrayList<>();
        expressions.forEach(expression -> texts.add(of(expression)));
        return String.join(separator, texts);
    }

    /** Any part, in the words of the engine. */
    String spelled(JsonNode node, Phrase phrase) {
        return spelling.of(node, phrase).orElse("…");
    }

    /** A table with how it is joined. */
    String joined(JsonNode item) {
        JsonNode join = item.path(Trees.JOIN);
        JsonNode table = item.path(Trees.TABLE);
        boolean plain = Trees.type(table).equals("BASE_TABLE")
                && join.path("ref_type").asText().equals("REGULAR")
                && table.path("column_name_alias").isEmpty()
                && Trees.absent(table.path("sample"))
                && Trees.absent(table.path("at_clause"));
        return plain ? joined(join, table) : spelled(item, Phrase.JOINED_TABLE);
    }

    private String joined(JsonNode join, JsonNode table) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("catalog_name", "schema_name", "table_name")) {
            String part = table.path(field).asText();
            if (!part.isEmpty()) {
                parts.add(name(part));
            }
        }
        String alias = table.path("alias").asText();
        String kind =
                switch (join.path("join_type").asText()) {
                    case "INNER" -> "";
                    case "OUTER" -> "FULL ";
                    default -> join.path("join_type").asText() + " ";
                };
        String on = join.path("using_columns").isEmpty()
                ? " ON " + of(join.path("condition"), " AND ")
                : " USING ("
                        + stream(join.path("using_columns"))
                                .map(column -> name(column.asText()))
                                .collect(Collectors.joining(", "))
                        + ")";
        return kind + "JOIN " + String.join(".", parts) + (alias.isEmpty() ? "" : " AS " + name(alias)) + on;
    }

    /** An expression inside of a sentence: intervals as people say them. */
    String said(JsonNode expression) {
        return Interval.of(expression).map(Interval::words).orElseGet(() -> of(expression));
    }

    private Optional<String> write(JsonNode node) {
        Optional<Interval> interval = Interval.of(node);
        if (interval.isPresent()) {
            return Optional.of(interval.get().sql());
        }
        return switch (node.path("class").asText()) {
            case "COLUMN_REF" -> Optional.of(column(node));
            case "CONSTANT" -> constant(node);
            case "COMPARISON" ->
                Optional.ofNullable(COMPARISONS.get(Trees.type(node)))
                        .map(sign -> side(node.path("left")) + " " + sign + " " + side(node.path("right")));
            case "BETWEEN" ->
                Optional.of(side(node.path("input")) + " BETWEEN " + side(node.path("lower")) + " AND "
                        + side(node.path("upper")));
            case "CONJUNCTION" -> Optional.of(conjunction(node));
            case "OPERATOR" -> operator(node);
            case "FUNCTION" -> function(node);
            case "CAST" -> cast(node);
            case "CASE" -> Optional.of(cases(node));
            case "WINDOW" -> new WindowProse(this).of(node);
            default -> Optional.empty();
        };
    }

    private static String column(JsonNode node) {
        List<String> parts = new ArrayList<>();
        node.path("column_names").forEach(part -> parts.add(name(part.asText())));
        return String.join(".", parts);
    }

    /** Quoted where it would not be a name without. */
    static String name(String name) {
        boolean plain = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(character -> character == '_' || Character.isLetterOrDigit(character));
        return plain ? name : SqlName.quote(name);
    }

    private static Optional<String> constant(JsonNode node) {
        if (Literals.isNull(node)) {
            return Optional.of("NULL");
        }
        return Literals.text(node)
                .map(SqlName::literal)
                .or(() -> Literals.number(node).map(BigDecimal::toPlainString))
                .or(() ->
                        Optional.of(node.path("literal").path("text").asText()).filter(text -> !text.isEmpty()));
    }

    private String conjunction(JsonNode node) {
        String word = Trees.type(node).equals("CONJUNCTION_AND") ? " AND " : " OR ";
        List<String> parts = new ArrayList<>();
        node.path("children")
                .forEach(child -> parts.add(Trees.isClass(child, "CONJUNCTION") ? "(" + of(child) + ")" : of(child)));
        return String.join(word, parts);
    }

    private Optional<String> operator(JsonNode node) {
        JsonNode children = node.path("children");
        String first = children.isEmpty() ? "" : operand(children.path(0));
        return switch (Trees.type(node)) {
            case "OPERATOR_NOT" ->
                Optional.of(
                        Trees.type(children.path(0)).equals("COMPARE_IN")
                                ? operand(children.path(0).path("children").path(0)) + " NOT IN ("
                                        + rest(children.path(0).path("children")) + ")"
                                : "NOT " + first);
            case "OPERATOR_IS_NULL" -> Optional.of(first + " IS NULL");
            case "OPERATOR_IS_NOT_NULL" -> Optional.of(first + " IS NOT NULL");
            case "OPERATOR_COALESCE" -> Optional.of("COALESCE(" + of(children, ", ") + ")");
            case "COMPARE_IN" -> Optional.of(first + " IN (" + rest(children) + ")");
            case "COMPARE_NOT_IN" -> Optional.of(first + " NOT IN (" + rest(children) + ")");
            default -> Optional.empty();
        };
    }

    private String rest(JsonNode children) {
        List<String> texts = new ArrayList<>();
        for (int index = 1; index < children.size(); index++) {
            texts.add(of(children.path(index)));
        }
        return String.join(", ", texts);
    }

    private Optional<String> function(JsonNode node) {
        List<JsonNode> arguments = Nodes.arguments(node);
        String name = Nodes.function(node);
        if (!node.path("order_bys").path("orders").isEmpty()) {
            return Optional.empty();
        }
        if (name.equals("timezone") && arguments.size() == 2) {
            return Optional.of(operand(arguments.get(1)) + " AT TIME ZONE " + operand(arguments.get(0)));
        }
        boolean symbol = name.chars().noneMatch(Character::isLetterOrDigit);
        if (symbol && arguments.size() == 1) {
            return Optional.of(name + operand(arguments.get(0)));
        }
        if (symbol && arguments.size() == 2) {
            return Optional.of(operand(arguments.get(0)) + " " + name + " " + operand(arguments.get(1)));
        }
        return symbol ? Optional.empty() : Optional.of(call(node, name, arguments));
    }

    private String call(JsonNode node, String name, List<JsonNode> arguments) {
        String shown = name.equals("count_star") ? "COUNT" : shown(name);
        String inside =
                name.equals("count_star") || name.equals("count") && arguments.isEmpty() ? "*" : of(arguments, ", ");
        JsonNode filter = node.path("filter");
        return shown + "(" + (node.path("distinct").asBoolean() ? "DISTINCT " : "") + inside + ")"
                + (filter.isEmpty() ? "" : " FILTER (WHERE " + of(filter, " AND ") + ")");
    }

    /** What everybody writes in capitals. */
    static String shown(String name) {
        return switch (name) {
            case "sum", "count", "avg", "min", "max", "round", "nullif" -> name.toUpperCase(Locale.ROOT);
            default -> name;
        };
    }

    private Optional<String> cast(JsonNode node) {
        if (node.path("try_cast").asBoolean()) {
            return Optional.empty();
        }
        String type = Literals.castType(node);
        JsonNode child = node.path("child");
        boolean time = Literals.text(child).isPresent() && (type.equals("DATE") || type.startsWith("TIMESTAMP"));
        if (type.equals("BOOLEAN") && Literals.text(child).isPresent()) {
            return Literals.text(child).map(text -> text.startsWith("t") ? "true" : "false");
        }
        if (time) {
            return Optional.of(typeName(type) + " " + of(child));
        }
        return type(node).map(named -> operand(child) + "::" + named);
    }

    private static String typeName(String type) {
        return type.equals("TIMESTAMP WITH TIME ZONE") ? "TIMESTAMPTZ" : type;
    }

    /** The type of a cast with its parameters; empty when it is an unusual one. */
    private Optional<String> type(JsonNode cast) {
        JsonNode old = cast.path("cast_type");
        if (old.isObject()) {
            JsonNode info = old.path("type_info");
            if (info.isNull() || info.isMissingNode()) {
                return Optional.of(typeName(old.path("id").asText()));
            }
            return info.has("width")
                    ? Optional.of("DECIMAL(" + info.path("width").asText() + ", "
                            + info.path("scale").asText() + ")")
                    : Optional.empty();
        }
        JsonNode written = cast.path("type_expr");
        String parameters = of(written.path("children"), ", ");
        return Optional.of(typeName(written.path("type_name").asText()))
                .filter(name -> !name.isEmpty())
                .map(name -> parameters.isEmpty() ? name : name + "(" + parameters + ")");
    }

    private String cases(JsonNode node) {
        String branches = stream(node.path("case_checks"))
                .map(check -> "WHEN " + of(check.path("when_expr")) + " THEN " + of(check.path("then_expr")))
                .collect(Collectors.joining(" "));
        JsonNode otherwise = node.path("else_expr");
        String last = Trees.absent(otherwise) || Literals.isNull(otherwise) ? "" : " ELSE " + of(otherwise);
        return "CASE " + branches + last + " END";
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** One side of a comparison, which binds less tightly than any computation. */
    private String side(JsonNode node) {
        JsonNode inner = Trees.inner(node);
        return Trees.isClass(inner, "FUNCTION") ? of(inner) : operand(inner);
    }

    /** With parentheses around what is made of several parts. */
    private String operand(JsonNode node) {
        JsonNode inner = Trees.inner(node);
        String text = of(inner);
        boolean several =
                switch (inner.path("class").asText()) {
                    case "COMPARISON", "BETWEEN", "CONJUNCTION" -> true;
                    case "OPERATOR" -> !Trees.type(inner).equals("OPERATOR_COALESCE");
                    case "FUNCTION" ->
                        Interval.of(inner).isEmpty()
                                && (Nodes.function(inner).equals("timezone")
                                        || Nodes.function(inner).chars().noneMatch(Character::isLetterOrDigit));
                    default -> false;
                };
        return several ? "(" + text + ")" : text;
    }
}
