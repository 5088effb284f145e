package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Walks two trees in lockstep and notes what differs. What is about queries, tables and expressions
 * is in {@link QueryParts}, {@link Tables} and {@link Expressions}; here is what goes for all nodes.
 */
final class Comparing {

    private final TreeFacts facts;
    private final List<Draft> drafts = new ArrayList<>();
    private final QueryParts queries;
    private final Tables tables;
    private final Expressions expressions;
    private final Likeness likeness;

    Comparing(TreeFacts facts, FunctionKinds functions) {
        this.facts = facts;
        this.likeness = new Likeness(facts);
        this.queries = new QueryParts(this);
        this.tables = new Tables(this);
        this.expressions = new Expressions(this, functions);
    }

    TreeFacts facts() {
        return facts;
    }

    /** All edits found so far, in the order of the query. */
    List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    Draft draft(Place place, Phrase phrase) {
        Draft draft = new Draft(place, phrase);
        drafts.add(draft);
        return draft;
    }

    Surrounding surrounding(JsonNode before, JsonNode after, Place place, Phrase phrase) {
        return new Surrounding(before, after, () -> draft(place, phrase));
    }

    Merge walk(JsonNode before, JsonNode after, Place place) {
        if (facts.same(before, after)) {
            return new Merge.Same(before);
        }
        if (Trees.isQuery(before) && Trees.isQuery(after)) {
            return queries.query(before, after, place);
        }
        if (before.has(Trees.TABLES) && after.has(Trees.TABLES)) {
            return tables.tables(before, after, place);
        }
        if (Trees.isTable(before) && Trees.isTable(after)) {
            return tables.table(before, after, place);
        }
        if (Trees.isExpression(before) && Trees.isExpression(after)) {
            return expressions.expression(before, after, place);
        }
        if (before.isArray() && after.isArray()) {
            return expressions.operands(before, after, place);
        }
        boolean comparable = before.isObject()
                && after.isObject()
                && Trees.isExpression(before) == Trees.isExpression(after)
                && Trees.isNamed(before) == Trees.isNamed(after)
                && (Trees.type(before).equals(Trees.type(after))
                        || Trees.isOrderKey(before) && Trees.isOrderKey(after));
        return comparable ? fields(before, after, place) : replaced(before, after, place);
    }

    /** Compares objects of one kind field by field. */
    Merge fields(JsonNode before, JsonNode after, Place place) {
        if (place.around().isEmpty()) {
            Surrounding around = surrounding(before, after, place, Phrase.EXPRESSION);
            return around.complete(fields(before, after, place.inside(around)));
        }
        Map<String, Merge> merged = new LinkedHashMap<>();
        for (String name : names(before, after)) {
            merged.put(name, field(name, before.path(name), after.path(name), place));
        }
        return new Merge.Fields(merged);
    }

    static Set<String> names(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Merge field(String name, JsonNode before, JsonNode after, Place place) {
        if (TreeFacts.isLayout(name) || facts.same(before, after)) {
            return new Merge.Same(before);
        }
        if (Trees.CONDITIONS.contains(name) && before.isArray() && after.isArray()) {
            Place.Filter filter = new Place.Filter();
            Merge merged = conditions(before, after, place.in(filter));
            filter.complete(merged);
            return merged;
        }
        if (Trees.absent(before) || Trees.absent(after) || !facts.structured(before) && !facts.structured(after)) {
            // There is always something around a field.
            return place.around().orElseThrow().draft().replaceField(name, before, after);
        }
        return expressions.walkField(name, before, after, place);
    }

    /** A change that belongs to what is around it. */
    Merge small(JsonNode before, JsonNode after, Place place) {
        return place.around().isPresent()
                ? place.around().get().draft().replace(before, after)
                : replaced(before, after, place, Phrase.EXPRESSION);
    }

    /** One part instead of another; a bare name or constant shows what is around it. */
    Merge replaced(JsonNode before, JsonNode after, Place place) {
        return Trees.isBare(before) || Trees.isBare(after)
                ? small(before, after, place)
                : replaced(before, after, place, Phrase.EXPRESSION);
    }

    Merge replaced(JsonNode before, JsonNode after, Place place, Phrase phrase) {
        return replaced(before, after, draft(place, phrase));
    }

    Merge replaced(JsonNode before, JsonNode after, Draft draft) {
        Merge choice = draft.replace(before, after);
        draft.show(choice);
        return choice;
    }

    /** Conditions that must all be true, each an edit of its own. */
    Merge conditions(JsonNode before, JsonNode after, Place place) {
        if (likeness.joinsByOr(before, after) || likeness.joinsByOr(after, before)) {
            return replaced(before, after, place, Phrase.CONDITIONS);
        }
        Alignment alignment = new Alignment(before.size(), after.size())
                .byKey(index -> facts.number(before.get(index)), index -> facts.number(after.get(index)))
                .byLikeness((left, right) -> likeness.of(before.get(left), after.get(right)));
        return list(before, after, alignment, place, () -> draft(place, Phrase.EXPRESSION));
    }

    /** Elements of two lists after it is known which belong together. */
    Merge list(JsonNode before, JsonNode after, Alignment alignment, Place place, Supplier<Draft> drafting) {
        return list(before, after, alignment, (left, right) -> walk(left, right, place), drafting);
    }

    Merge list(JsonNode before, JsonNode after, Alignment alignment, Walk walk, Supplier<Draft> drafting) {
        return list(before, after, alignment, walk, drafting, new ArrayList<>());
    }

    /** The same; the elements come into a list, one by one, so that the later can see the earlier. */
    Merge list(
            JsonNode before,
            JsonNode after,
            Alignment alignment,
            Walk walk,
            Supplier<Draft> drafting,
            List<Merge> elements) {
        Map<Integer, Draft> moves = new HashMap<>();
        for (Alignment.Step step : alignment.steps()) {
            JsonNode left = step.before() < 0 ? Trees.ABSENT : before.get(step.before());
            JsonNode right = step.after() < 0 ? Trees.ABSENT : after.get(step.after());
            elements.add(
                    switch (step.kind()) {
                        case KEPT -> walk.of(left, right);
                        case REMOVED, ADDED -> unpaired(left, right, drafting.get());
                        case MOVED_AWAY ->
                            moves.computeIfAbsent(step.before(), first -> move(left, right, drafting))
                                    .replace(left, Trees.ABSENT);
                        case MOVED_HERE ->
                            moves.computeIfAbsent(step.before(), first -> move(left, right, drafting))
                                    .replace(Trees.ABSENT, right);
                    });
        }
        return new Merge.Elements(List.copyOf(elements));
    }

    private static Merge unpaired(JsonNode before, JsonNode after, Draft draft) {
        Merge choice = draft.replace(before, after);
        if (!draft.isShown()) {
            draft.show(choice);
        }
        return choice;
    }

    private static Draft move(JsonNode before, JsonNode after, Supplier<Draft> drafting) {
        Draft draft = drafting.get();
        if (draft.around().isMissingNode()) {
            draft.as(draft.place().clause() == Clause.ORDER ? Category.ORDER : Category.OTHER);
            draft.show(new Merge.Choice(draft, before, after));
        }
        return draft;
    }

    /** Compares two elements that belong together. */
    interface Walk {
        Merge of(JsonNode before, JsonNode after);
    }
}
