package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares FROM clauses: tables and how they are joined. */
final class Tables {

    private final Comparing comparing;
    private final TreeFacts facts;

    Tables(Comparing comparing) {
        this.comparing = comparing;
        this.facts = comparing.facts();
    }

    Merge tables(JsonNode before, JsonNode after, Place place) {
        JsonNode left = before.path(Trees.TABLES);
        JsonNode right = after.path(Trees.TABLES);
        Alignment alignment = new Alignment(left.size(), right.size())
                .byKey(index -> tableName(left.get(index)), index -> tableName(right.get(index)))
                .byKey(index -> facts.number(left.get(index)), index -> facts.number(right.get(index)))
                .byPosition();
        if (alignment.partner(0) != 0) {
            // The first table has no kind of join, so it cannot change places with another.
            return comparing.replaced(before, after, comparing.draft(place, Phrase.TABLE));
        }
        Place joined = place.in(Clause.JOIN);
        Merge items =
                comparing.list(left, right, alignment, (first, second) -> item(first, second, place), () -> comparing
                        .draft(joined, Phrase.JOINED_TABLE)
                        .as(Category.JOIN));
        return new Merge.Fields(Map.of(Trees.TABLES, items));
    }

    private static String tableName(JsonNode item) {
        JsonNode table = item.path(Trees.TABLE);
        String alias = table.path("alias").asText();
        String name = alias.isEmpty() ? table.path("table_name").asText() : alias;
        return name.toLowerCase(Locale.ROOT);
    }

    private Merge item(JsonNode before, JsonNode after, Place place) {
        Map<String, Merge> merged = new LinkedHashMap<>();
        JsonNode left = before.path(Trees.JOIN);
        JsonNode right = after.path(Trees.JOIN);
        Surrounding around = comparing.surrounding(before, after, place.in(Clause.JOIN), Phrase.JOINED_TABLE);
        if (left.isObject()) {
            merged.put(Trees.JOIN, join(left, right, place.in(Clause.JOIN).inside(around), around));
        }
        merged.put(
                Trees.TABLE, comparing.walk(before.path(Trees.TABLE), after.path(Trees.TABLE), place.in(Clause.FROM)));
        return around.complete(new Merge.Fields(merged));
    }

    private Merge join(JsonNode before, JsonNode after, Place place, Surrounding around) {
        boolean otherKind = !facts.same(before.path("ref_type"), after.path("ref_type"))
                || !facts.same(before.path("using_columns"), after.path("using_columns"));
        if (otherKind && !facts.same(before, after)) {
            return around.draft().as(Category.JOIN).replace(before, after);
        }
        return comparing.fields(before, after, place);
    }

    Merge table(JsonNode before, JsonNode after, Place place) {
        Surrounding around = comparing.surrounding(before, after, place, Phrase.TABLE);
        if (!Trees.type(before).equals(Trees.type(after))) {
            return comparing.replaced(before, after, place, Phrase.TABLE);
        }
        if (facts.same(unnamed(before), unnamed(after))) {
            around.draft().as(Category.OTHER);
        }
        return around.complete(comparing.fields(before, after, place.inside(around)));
    }

    /** A table without what the query calls it and its columns. */
    private static JsonNode unnamed(JsonNode table) {
        ObjectNode unnamed = Trees.object();
        unnamed.setAll((ObjectNode) table);
        unnamed.remove(List.of("alias", "column_name_alias"));
        return unnamed;
    }
}
