package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lakehousereplay.sql.SqlFailure;

/** Makes the queries that count how many rows pass a changed place. */
final class Probes {

    private static final Set<Category> COUNTED =
            Set.of(Category.FILTER, Category.JOIN, Category.DEDUPLICATION, Category.SOURCE);

    private final Spelling spelling;
    private final FunctionKinds functions;
    private final JsonNode counting;
    private final JsonNode all;

    private Probes(Spelling spelling, FunctionKinds functions, JsonNode counting, JsonNode all) {
        this.spelling = spelling;
        this.functions = functions;
        this.counting = counting;
        this.all = all;
    }

    static Probes of(EngineTrees trees, Spelling spelling, FunctionKinds functions) throws SqlFailure {
        return new Probes(
                spelling,
                functions,
                query(trees, "SELECT count(*) FROM (SELECT 1) AS counted"),
                query(trees, "SELECT * FROM (SELECT 1) AS counted"));
    }

    private static JsonNode query(EngineTrees trees, String sql) throws SqlFailure {
        return PlainForm.of(Statement.query(trees.read(sql).orElseThrow()));
    }

    Optional<Probe> of(Draft draft, Category category) {
        Place place = draft.place();
        if (!COUNTED.contains(category) || place.scope().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> before = counting(place, place.scope().get(), applied -> false);
        Optional<String> after = counting(place, place.scope().get(), applied -> applied.root() == draft);
        return before.isPresent() && after.isPresent()
                ? Optional.of(new Probe(before.get(), after.get()))
                : Optional.empty();
    }

    private Optional<String> counting(Place place, QueryScope scope, Predicate<Draft> applied) {
        JsonNode query = scope.query().render(applied);
        Optional<JsonNode> counted =
                switch (place.counted()) {
                    case ROWS -> rows(query, Optional.empty());
                    case AGGREGATED ->
                        rows(query, place.filter().map(filter -> filter.conditions()
                                .render(applied)));
                    case OUTPUT -> Optional.of(around(counting, query));
                    case NOTHING -> Optional.empty();
                };
        return counted.map(node -> visible(node, scope, applied)).flatMap(spelling::write);
    }

    /** The rows that FROM and WHERE let pass, and further conditions. */
    private Optional<JsonNode> rows(JsonNode query, Optional<JsonNode> conditions) {
        if (!Trees.type(query).equals("SELECT_NODE")) {
            return Optional.empty();
        }
        ObjectNode passing = Trees.object();
        passing.setAll((ObjectNode) query);
        ArrayNode entries = counting.path("select_list").deepCopy();
        conditions.ifPresent(filter -> ((ObjectNode) entries.get(0).path(Trees.NAMED)).set("filter", filter));
        passing.set("select_list", entries);
        for (String clause : List.of(Trees.GROUPING, "having", "qualify", "sample", "modifiers")) {
            passing.set(clause, counting.path(clause));
        }
        ArrayNode named = aliased(query);
        if (named.isEmpty()) {
            return Optional.of(passing);
        }
        // The conditions may use the names of the select list, which have to be there then.
        passing.set("select_list", named);
        return conditions.isPresent() ? Optional.empty() : Optional.of(around(counting, passing));
    }

    /** The entries of the select list whose names the conditions of WHERE may mean. */
    private ArrayNode aliased(JsonNode query) {
        Set<String> used = new HashSet<>();
        addNames(query.path("where_clause"), used);
        ArrayNode entries = Trees.array();
        for (JsonNode entry : query.path("select_list")) {
            String alias = entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT);
            if (!alias.isEmpty() && used.contains(alias) && !aggregates(entry)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private boolean aggregates(JsonNode node) {
        if (Trees.isClass(node, "FUNCTION")
                && functions.aggregates(node.path("function_name").asText())) {
            return true;
        }
        for (JsonNode child : node) {
            if (aggregates(child)) {
                return true;
            }
        }
        return false;
    }

    private static void addNames(JsonNode node, Set<String> names) {
        JsonNode column = node.path("column_names");
        if (column.size() == 1) {
            names.add(column.get(0).asText().toLowerCase(Locale.ROOT));
        }
        node.forEach(child -> addNames(child, names));
    }

    /** Puts a query into the place of the only sub-query of another. */
    private static JsonNode around(JsonNode outer, JsonNode query) {
        if (Trees.isQuery(outer) && readsNothing(outer)) {
            return query;
        }
        if (outer.isArray()) {
            ArrayNode array = Trees.array();
            outer.forEach(element -> array.add(around(element, query)));
            return array;
        }
        if (!outer.isObject()) {
            return outer;
        }
        ObjectNode object = Trees.object();
        outer.properties().forEach(field -> object.set(field.getKey(), around(field.getValue(), query)));
        return object;
    }

    private static boolean readsNothing(JsonNode select) {
        return Trees.type(select.path("from_table").path(Trees.TABLES).path(0).path(Trees.TABLE))
                .equals("EMPTY");
    }

    /** Names the queries around that the query may read. */
    private JsonNode visible(JsonNode query, QueryScope scope, Predicate<Draft> applied) {
        JsonNode whole = query;
        Optional<QueryScope> current = Optional.of(scope);
        while (current.isPresent()) {
            JsonNode named = new Merge.Elements(current.get().visible()).render(applied);
            if (!named.isEmpty()) {
                ObjectNode naming = (ObjectNode) around(all, whole);
                naming.set("cte_map", Trees.object().set("map", named));
                whole = naming;
            }
            current = current.get().outer();
        }
        return whole;
    }
}
