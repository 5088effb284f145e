package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A condition where it stands in the tree.
 *
 * @param kind what it is
 * @param node the expression, the joined table or the modifier
 * @param around the numbers of the conditions that it is part of
 * @param linking whether it stands where tables are joined
 */
record FoundCondition(Condition.Kind kind, JsonNode node, Set<Integer> around, boolean linking) {

    FoundCondition {
        around = Set.copyOf(around);
    }

    Condition describe(int number, Spelling spelling, TreeFacts facts, ColumnNames names) {
        Phrase phrase =
                switch (kind) {
                    case JOIN -> Phrase.JOINED_TABLE;
                    case DISTINCT -> Phrase.MODIFIER;
                    default -> Phrase.EXPRESSION;
                };
        List<Set<String>> sides = sides();
        return new Condition(
                number,
                kind,
                spelling.of(node, phrase).orElse(kind.name()),
                position(facts),
                kind != Condition.Kind.JOIN && (hasWindow(node) || named(sides, names)),
                links(),
                sides);
    }

    /** Whether it compares columns of tables that nothing else may hold together. */
    boolean links() {
        List<Set<String>> sides = sides();
        return linking && sides.size() > 1 && sides.stream().noneMatch(Set::isEmpty);
    }

    /** The place of its first word: that of an operator is behind its first operand in version 1.5. */
    OptionalLong position(TreeFacts facts) {
        return Trees.isExpression(node) ? places(node).min() : facts.position(node);
    }

    /** The places of an expression; a star that nobody wrote, inside of a query, claims to be at the beginning. */
    static LongStream places(JsonNode expression) {
        return LongStream.concat(
                TreeFacts.place(expression).stream(),
                Expressions.operands(expression).stream().flatMapToLong(FoundCondition::places));
    }

    private static boolean named(List<Set<String>> sides, ColumnNames names) {
        return sides.stream().flatMap(Set::stream).anyMatch(names::ranks);
    }

    /** Whether a window function is in it, apart from those of queries inside of it. */
    static boolean hasWindow(JsonNode node) {
        if (Trees.isClass(node, "WINDOW")) {
            return true;
        }
        for (JsonNode operand : Expressions.operands(node)) {
            if (hasWindow(operand)) {
                return true;
            }
        }
        return Trees.isNamed(node) && hasWindow(node.path(Trees.NAMED));
    }

    private List<Set<String>> sides() {
        if (kind == Condition.Kind.JOIN || kind == Condition.Kind.DISTINCT) {
            return List.of();
        }
        List<Set<String>> sides = new ArrayList<>();
        boolean compares = Trees.isClass(node, "COMPARISON") || Trees.isClass(node, "BETWEEN");
        for (JsonNode side : compares ? Expressions.operands(node) : List.of(node)) {
            Set<String> columns = new TreeSet<>();
            addColumns(side, columns);
            sides.add(columns);
        }
        return sides;
    }

    private static void addColumns(JsonNode node, Set<String> columns) {
        if (Trees.isClass(node, "COLUMN_REF")) {
            JsonNode parts = node.path("column_names");
            columns.add(parts.path(parts.size() - 1).asText().toLowerCase(Locale.ROOT));
        } else if (Trees.isClass(node, "WINDOW")) {
            for (String arguments : List.of("children", "arguments")) {
                node.path(arguments).forEach(argument -> addColumnsOf(argument, columns));
            }
        } else {
            Expressions.operands(node).forEach(operand -> addColumns(operand, columns));
        }
    }

    /** An argument is an expression, or holds one beside its name. */
    private static void addColumnsOf(JsonNode argument, Set<String> columns) {
        addColumns(Trees.isExpression(argument) ? argument : argument.path("expression"), columns);
    }
}
