package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares expressions: goes as deep as both are of one kind, so that an edit is as small as it makes sense.
 * Others in this library may ask it for operands.
 */
public final class Expressions {

    private final Comparing comparing;
    private final TreeFacts facts;
    private final FunctionKinds functions;
    private final Likeness likeness;

    Expressions(Comparing comparing, FunctionKinds functions) {
        this.comparing = comparing;
        this.facts = comparing.facts();
        this.functions = functions;
        this.likeness = new Likeness(facts);
    }

    Merge expression(JsonNode before, JsonNode after, Place place) {
        if (akin(before, after)) {
            Surrounding around = comparing.surrounding(before, after, place, Phrase.EXPRESSION);
            Place inside =
                    Trees.isClass(before, "SUBQUERY") ? place.inside(around).ofSubquery() : place.inside(around);
            boolean aggregate =
                    functions.aggregates(before.path("function_name").asText())
                            && functions.aggregates(after.path("function_name").asText());
            return around.complete(comparing.fields(before, after, aggregate ? inside.aggregated() : inside));
        }
        return wrapped(before, after, place, true)
                .or(() -> wrapped(after, before, place, false))
                .orElseGet(() -> comparing.replaced(before, after, place));
    }

    Merge walkField(String name, JsonNode before, JsonNode after, Place place) {
        return switch (name) {
            case "case_checks" -> branches(before, after, place);
            case "when_expr" -> comparing.walk(before, after, place.inCondition());
            default -> comparing.walk(before, after, place);
        };
    }

    /** The branches of a CASE: one more or less is an edit of its own. */
    private Merge branches(JsonNode before, JsonNode after, Place place) {
        Place condition = place.inCondition();
        Supplier<Draft> whole = () -> comparing.draft(condition, Phrase.EXPRESSION);
        Alignment alignment = new Alignment(before.size(), after.size())
                .byKey(index -> facts.number(before.get(index)), index -> facts.number(after.get(index)))
                .byKey(
                        index -> facts.number(before.get(index).path("when_expr")),
                        index -> facts.number(after.get(index).path("when_expr")))
                .byLikeness((left, right) -> likeness.of(
                        before.get(left).path("when_expr"), after.get(right).path("when_expr")))
                .byPosition();
        return comparing.list(before, after, alignment, place, () -> place.around()
                .map(Surrounding::draft)
                .orElseGet(whole));
    }

    /** Arguments and other lists in an expression. */
    Merge operands(JsonNode before, JsonNode after, Place place) {
        Alignment alignment = new Alignment(before.size(), after.size());
        if (before.size() == after.size()) {
            alignment.byKey(index -> index, index -> index);
        } else {
            alignment
                    .byKey(index -> facts.number(before.get(index)), index -> facts.number(after.get(index)))
                    .byLikeness((left, right) -> likeness.of(before.get(left), after.get(right)));
        }
        return comparing.list(before, after, alignment, place, () -> place.around()
                .map(Surrounding::draft)
                .orElseGet(() -> comparing.draft(place, Phrase.EXPRESSION)));
    }

    /**
     * What one version has bare and the other inside of a call or a cast, if it has changed itself: then the two changes
     * are two edits.
     */
    private Optional<Merge> wrapped(JsonNode outer, JsonNode bare, Place place, boolean wrappedBefore) {
        if (isLiteral(outer) || Trees.isBare(bare) || isLiteral(bare)) {
            return Optional.empty();
        }
        for (JsonNode operand : operands(outer)) {
            if (!facts.same(operand, bare) && akin(operand, bare)) {
                Draft draft = comparing.draft(place, Phrase.EXPRESSION);
                Place inside = place.bare();
                Merge inner =
                        wrappedBefore ? comparing.walk(operand, bare, inside) : comparing.walk(bare, operand, inside);
                Merge whole = around(outer, theVery(operand), inner);
                draft.replace(wrappedBefore ? outer : bare, wrappedBefore ? bare : outer);
                Merge merged = new Merge.Wrapped(draft, wrappedBefore, whole, inner);
                draft.show(merged);
                return Optional.of(merged);
            }
        }
        return Optional.empty();
    }

    /** The expressions directly inside of an expression. */
    public static List<JsonNode> operands(JsonNode expression) {
        List<JsonNode> operands = new ArrayList<>();
        for (JsonNode field : expression) {
            addOperands(field, operands);
        }
        return operands;
    }

    private static void addOperands(JsonNode node, List<JsonNode> operands) {
        if (Trees.isExpression(node)) {
            operands.add(node);
        } else if (node.isContainerNode() && !Trees.isQuery(node) && !Trees.isClass(node, "TYPE")) {
            node.forEach(child -> addOperands(child, operands));
        }
    }

    /** A set of nothing but this object: an equal one elsewhere is another. */
    private static Set<JsonNode> theVery(JsonNode node) {
        Set<JsonNode> only = Collections.newSetFromMap(new IdentityHashMap<>());
        only.add(node);
        return only;
    }

    private static Merge around(JsonNode node, Set<JsonNode> operand, Merge inner) {
        if (operand.contains(node)) {
            return inner;
        }
        if (node.isArray()) {
            List<Merge> elements = new ArrayList<>();
            node.forEach(element -> elements.add(around(element, operand, inner)));
            return new Merge.Elements(elements);
        }
        if (!node.isObject()) {
            return new Merge.Same(node);
        }
        Map<String, Merge> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), around(field.getValue(), operand, inner)));
        return new Merge.Fields(fields);
    }

    /** Whether two expressions are of one kind, so that what differs can be told more finely than "all of it". */
    private boolean akin(JsonNode before, JsonNode after) {
        if (!Trees.isExpression(before)
                || !Trees.isClass(after, before.path("class").asText())
                || Trees.isBare(before)
                || isLiteral(before)
                || isLiteral(after)) {
            return false;
        }
        boolean sameType = before.path("type").equals(after.path("type"));
        return switch (before.path("class").asText()) {
            case "FUNCTION", "WINDOW" ->
                facts.same(before.path("function_name"), after.path("function_name")) && sameType
                        || shareOperand(before, after, true);
            case "COMPARISON" -> shareOperand(before, after, false);
            case "CAST" ->
                facts.same(before.path("cast_type"), after.path("cast_type"))
                                && facts.same(before.path("type_expr"), after.path("type_expr"))
                        || shareOperand(before, after, true);
            case "OPERATOR" -> sameType || shareOperand(before, after, true);
            case "SUBQUERY" -> before.path("subquery_type").equals(after.path("subquery_type"));
            default -> sameType;
        };
    }

    private boolean shareOperand(JsonNode before, JsonNode after, boolean sameCount) {
        List<JsonNode> left = operands(before);
        List<JsonNode> right = operands(after);
        if (sameCount && left.size() != right.size()) {
            return false;
        }
        for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
            if (facts.same(left.get(index), right.get(index)) || akin(left.get(index), right.get(index))) {
                return true;
            }
        }
        return false;
    }

    /** A constant with its type, or an interval: it says enough on its own. */
    boolean isLiteral(JsonNode node) {
        if (Trees.isClass(node, "CAST")) {
            return Trees.isClass(node.path("child"), "CONSTANT");
        }
        String function = node.path("function_name").asText();
        return function.startsWith("to_") && functions.isTemporal(function) && isConstant(node);
    }

    private static boolean isConstant(JsonNode node) {
        if (Trees.isClass(node, "COLUMN_REF") || Trees.isClass(node, "SUBQUERY")) {
            return false;
        }
        for (JsonNode operand : operands(node)) {
            if (!isConstant(operand)) {
                return false;
            }
        }
        return true;
    }
}
