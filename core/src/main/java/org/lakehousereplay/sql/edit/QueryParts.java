package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares queries clause by clause. */
final class QueryParts {

    private final Comparing comparing;
    private final TreeFacts facts;
    private final SetOperations setOperations;

    QueryParts(Comparing comparing) {
        this.comparing = comparing;
        this.facts = comparing.facts();
        this.setOperations = new SetOperations(comparing);
    }

    Merge query(JsonNode before, JsonNode after, Place place) {
        QueryScope scope = new QueryScope(place.scope(), place.visible());
        Place inside = place.inExpression() ? place : place.of(scope);
        Merge merged = parts(before, after, inside, place);
        scope.complete(merged);
        return merged;
    }

    private Merge parts(JsonNode before, JsonNode after, Place inside, Place around) {
        String type = Trees.type(before);
        if (before.has(Trees.BRANCHES) || after.has(Trees.BRANCHES)) {
            JsonNode left = SetOperations.asSetOperation(before, after);
            JsonNode right = SetOperations.asSetOperation(after, before);
            if (left.has(Trees.BRANCHES) && right.has(Trees.BRANCHES)) {
                return clauses(left, right, inside);
            }
        } else if (type.equals(Trees.type(after))) {
            return clauses(before, after, inside);
        }
        return comparing.replaced(
                before, after, comparing.draft(around, Phrase.QUERY).as(Category.OTHER));
    }

    private Merge clauses(JsonNode before, JsonNode after, Place query) {
        Map<String, Merge> merged = new LinkedHashMap<>();
        List<Merge> named = new ArrayList<>();
        JsonNode namedBefore = before.path("cte_map").path("map");
        JsonNode namedAfter = after.path("cte_map").path("map");
        merged.put("cte_map", new Merge.Fields(Map.of("map", namedQueries(namedBefore, namedAfter, query, named))));
        Place seeing = query.seeing(named);
        Surrounding around = comparing.surrounding(before, after, seeing.in(Clause.OTHER), Phrase.QUERY);
        Set<String> names = Comparing.names(before, after);
        names.remove("cte_map");
        if (names.remove("modifiers")) {
            // The engine has them first, the text has them last.
            names.add("modifiers");
        }
        for (String name : names) {
            merged.put(name, clause(name, before.path(name), after.path(name), seeing, around));
        }
        return around.complete(new Merge.Fields(merged));
    }

    private Merge clause(String name, JsonNode before, JsonNode after, Place query, Surrounding around) {
        if (facts.same(before, after) || TreeFacts.isLayout(name)) {
            return new Merge.Same(before);
        }
        if (name.equals("union_all")) {
            // The set operation of a query that reads itself.
            around.draft().as(Category.DEDUPLICATION);
        }
        return switch (name) {
            case "select_list" -> selectList(before, after, query.in(Clause.SELECT));
            case "where_clause" -> comparing.conditions(before, after, query.in(Clause.WHERE));
            case "having" -> comparing.conditions(before, after, query.in(Clause.HAVING));
            case "qualify" -> comparing.conditions(before, after, query.in(Clause.QUALIFY));
            case "from_table" -> comparing.walk(before, after, query.in(Clause.FROM));
            case "modifiers" -> modifiers(before, after, query, around);
            case Trees.GROUPING -> grouping(before, after, query.in(Clause.GROUP));
            case Trees.BRANCHES -> setOperations.branches(before, after, query.in(Clause.SET_OPERATION));
            default ->
                Trees.isQuery(before) && Trees.isQuery(after)
                        ? comparing.walk(before, after, query)
                        : around.draft().replace(before, after);
        };
    }

    private Merge namedQueries(JsonNode before, JsonNode after, Place query, List<Merge> visible) {
        Alignment alignment = new Alignment(before.size(), after.size())
                .byKey(index -> key(before.get(index)), index -> key(after.get(index)))
                .byKey(
                        index -> facts.number(before.get(index).path("value")),
                        index -> facts.number(after.get(index).path("value")));
        Place place = query.in(Clause.NAMED_QUERY);
        return comparing.list(
                before,
                after,
                alignment,
                (left, right) -> namedQuery(left, right, place.seeing(visible)),
                () -> comparing.draft(place, Phrase.NAMED_QUERY),
                visible);
    }

    private Merge namedQuery(JsonNode before, JsonNode after, Place place) {
        Surrounding around = comparing.surrounding(before, after, place, Phrase.NAMED_QUERY);
        return around.complete(comparing.walk(before, after, place.inside(around)));
    }

    private static String key(JsonNode entry) {
        return entry.path("key").asText().toLowerCase(Locale.ROOT);
    }

    private Merge selectList(JsonNode before, JsonNode after, Place place) {
        Alignment alignment = new Alignment(before.size(), after.size())
                .byKey(index -> outputName(before.get(index)), index -> outputName(after.get(index)))
                .byKey(
                        index -> facts.number(before.get(index).path(Trees.NAMED)),
                        index -> facts.number(after.get(index).path(Trees.NAMED)))
                .byPosition();
        if (alignment.isEmpty()) {
            // A query has a select list, so it cannot lose all of one before it gets another.
            return comparing.replaced(before, after, place, Phrase.SELECT_LIST);
        }
        return comparing.list(
                before,
                after,
                alignment,
                (left, right) -> column(left, right, place),
                () -> comparing.draft(place, Phrase.EXPRESSION));
    }

    private Merge column(JsonNode before, JsonNode after, Place place) {
        Surrounding around = comparing.surrounding(before, after, place, Phrase.EXPRESSION);
        boolean renamed = !facts.same(before.path(Trees.ALIAS), after.path(Trees.ALIAS));
        if (renamed && facts.same(before.path(Trees.NAMED), after.path(Trees.NAMED))) {
            around.draft().as(Category.OTHER);
        }
        return around.complete(comparing.fields(before, after, place.inside(around)));
    }

    private static String outputName(JsonNode entry) {
        String alias = entry.path(Trees.ALIAS).asText();
        JsonNode names = entry.path(Trees.NAMED).path("column_names");
        String name = alias.isEmpty() ? names.path(names.size() - 1).asText() : alias;
        return name.toLowerCase(Locale.ROOT);
    }

    private Merge grouping(JsonNode before, JsonNode after, Place place) {
        boolean keysOnly = !before.has("group_sets")
                && !after.has("group_sets")
                && facts.same(before.path("aggregate_handling"), after.path("aggregate_handling"));
        if (!keysOnly) {
            return comparing.replaced(before, after, place, Phrase.GROUPING);
        }
        JsonNode left = before.path(Trees.KEYS);
        JsonNode right = after.path(Trees.KEYS);
        Alignment alignment = new Alignment(left.size(), right.size())
                .byKey(index -> facts.number(left.get(index)), index -> facts.number(right.get(index)))
                .byPosition();
        Merge keys = comparing.list(left, right, alignment, place, () -> comparing.draft(place, Phrase.EXPRESSION));
        return new Merge.Fields(
                Map.of("aggregate_handling", new Merge.Same(before.path("aggregate_handling")), Trees.KEYS, keys));
    }

    private Merge modifiers(JsonNode before, JsonNode after, Place query, Surrounding around) {
        Alignment alignment = new Alignment(before.size(), after.size())
                .byKey(index -> Trees.type(before.get(index)), index -> Trees.type(after.get(index)));
        List<Merge> elements = new ArrayList<>();
        for (Alignment.Step step : alignment.steps()) {
            JsonNode left = step.before() < 0 ? Trees.ABSENT : before.get(step.before());
            JsonNode right = step.after() < 0 ? Trees.ABSENT : after.get(step.after());
            Place place = query.in(clauseOf(left.isMissingNode() ? right : left));
            elements.add(
                    step.kind() == Alignment.Kind.KEPT
                            ? modifier(left, right, place, around)
                            : comparing.replaced(left, right, around.placed(comparing.draft(place, Phrase.MODIFIER))));
        }
        return new Merge.Elements(elements);
    }

    private static Clause clauseOf(JsonNode modifier) {
        return switch (Trees.type(modifier)) {
            case "ORDER_MODIFIER" -> Clause.ORDER;
            case "DISTINCT_MODIFIER" -> Clause.DISTINCT;
            default -> Clause.LIMIT;
        };
    }

    private Merge modifier(JsonNode before, JsonNode after, Place place, Surrounding query) {
        if (place.clause() != Clause.ORDER || facts.same(before, after)) {
            Surrounding around = query.within(() -> comparing.draft(place, Phrase.MODIFIER));
            return around.complete(comparing.fields(before, after, place.inside(around)));
        }
        JsonNode left = before.path("orders");
        JsonNode right = after.path("orders");
        Alignment alignment = new Alignment(left.size(), right.size())
                .byKey(index -> facts.number(left.get(index)), index -> facts.number(right.get(index)))
                .byKey(
                        index -> facts.number(left.get(index).path("expression")),
                        index -> facts.number(right.get(index).path("expression")))
                .byPosition();
        boolean moved = alignment.steps().stream().anyMatch(step -> step.kind() == Alignment.Kind.MOVED_HERE);
        if (moved || alignment.isEmpty()) {
            return comparing.replaced(before, after, place, Phrase.MODIFIER);
        }
        Merge orders = comparing.list(
                left,
                right,
                alignment,
                (first, second) -> orderKey(first, second, place),
                () -> comparing.draft(place, Phrase.ORDER_KEY));
        return new Merge.Fields(Map.of("type", new Merge.Same(before.path("type")), "orders", orders));
    }

    private Merge orderKey(JsonNode before, JsonNode after, Place place) {
        Surrounding around = comparing.surrounding(before, after, place, Phrase.ORDER_KEY);
        return around.complete(comparing.fields(before, after, place.inside(around)));
    }
}
