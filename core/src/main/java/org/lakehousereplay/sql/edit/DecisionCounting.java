package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.FoundDecision.Count;
import org.lakehousereplay.sql.edit.FoundDecision.Lookout;
import org.lakehousereplay.sql.edit.FoundDecision.Stage;
import org.lakehousereplay.sql.edit.FoundDecision.Test;

/**
 * Writes the query that looks at the rows of one place: what is decided is computed beside the columns that are there
 * anyway, and rows are counted around it.
 */
final class DecisionCounting {

    private static final String PREFIX = "_lakehouse_decision_";

    private final Spelling spelling;
    private final TreeFacts facts;
    private final Aggregation aggregation;
    private final PresenceMarks marks;
    private final JsonNode everything;

    private DecisionCounting(
            Spelling spelling, TreeFacts facts, Aggregation aggregation, PresenceMarks marks, JsonNode everything) {
        this.spelling = spelling;
        this.facts = facts;
        this.aggregation = aggregation;
        this.marks = marks;
        this.everything = everything;
    }

    static DecisionCounting of(EngineTrees trees, Spelling spelling, TreeFacts facts, Aggregation aggregation)
            throws SqlFailure {
        return new DecisionCounting(
                spelling,
                facts,
                aggregation,
                PresenceMarks.of(trees),
                PlainForm.of(Statement.query(trees.read("SELECT * FROM x").orElseThrow())));
    }

    /**
     * One row with a number for each outcome of some decisions that are looked at in one place.
     *
     * @param counts what is counted, by the name of its column
     * @return the SQL; empty when it cannot be written
     */
    Optional<String> query(Lookout place, Map<String, Count> counts) {
        if (place.stage() == Stage.SIDES) {
            return sides(place, counts);
        }
        Map<Integer, String> names = new LinkedHashMap<>();
        ArrayNode looked = Trees.array();
        Map<String, String> counted = new LinkedHashMap<>();
        counts.forEach((column, count) -> counted.put(
                column,
                count.tests().stream()
                        .map(test -> "CAST(" + name(test, names, looked) + " AS BOOLEAN) " + test.is())
                        .collect(Collectors.joining(" AND "))));
        return select(place, looked).flatMap(spelling::write).map(rows -> count(counted, rows));
    }

    private String name(Test test, Map<Integer, String> names, ArrayNode looked) {
        int number = facts.number(test.expression());
        return names.computeIfAbsent(number, unseen -> {
            String name = PREFIX + names.size();
            ObjectNode named = Trees.object();
            named.put(Trees.ALIAS, name);
            named.set(Trees.NAMED, Trees.inner(test.expression()));
            looked.add(named);
            return name;
        });
    }

    private static String count(Map<String, String> conditions, String rows) {
        return conditions.entrySet().stream()
                .map(counted -> "count(*)"
                        + (counted.getValue().isEmpty() ? "" : " FILTER (WHERE " + counted.getValue() + ")")
                        + " AS " + counted.getKey())
                .collect(Collectors.joining(", ", "SELECT ", " FROM (" + rows + ") AS looked"));
    }

    private Optional<JsonNode> select(Lookout place, ArrayNode looked) {
        Block block = place.block();
        return switch (place.stage()) {
            case SIDES -> Optional.empty();
            case PAIRS -> seeing(block, pairs(place, looked));
            case ROWS -> seeing(block, rows(block, links(block), looked));
            case KEPT -> seeing(block, rows(block, block.select().path("where_clause"), looked));
            case GROUPS -> seeing(block, computed(block, looked, "having", "qualify"));
            case RANKED -> seeing(block, computed(block, looked, "qualify"));
            case RESULT -> seeing(block, computed(block, looked));
        };
    }

    /** The named queries that a SELECT sees; when one hides another of the same name, nobody may see both. */
    private static Optional<JsonNode> seeing(Block block, ObjectNode select) {
        ArrayNode named = Trees.array();
        block.visible().forEach(named::add);
        block.select().path("cte_map").path("map").forEach(named::add);
        Set<String> names = new TreeSet<>();
        for (JsonNode entry : named) {
            if (!names.add(entry.path("key").asText().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
        }
        ObjectNode map = Trees.object();
        map.set("map", named);
        select.set("cte_map", map);
        return Optional.of(select);
    }

    /** What of WHERE holds tables together that a comma puts side by side. */
    private static ArrayNode links(Block block) {
        ArrayNode links = Trees.array();
        JsonNode conditions = block.select().path("where_clause");
        if (Joined.isCrossed(block.tables())) {
            conditions.forEach(condition -> {
                if (Joined.links(condition, conditions.size())) {
                    links.add(condition);
                }
            });
        }
        return links;
    }

    private ObjectNode rows(Block block, JsonNode where, ArrayNode looked) {
        ObjectNode select = fresh(block);
        select.set("select_list", renamed(block, where, looked).addAll(looked));
        select.set("where_clause", where);
        return select;
    }

    private ObjectNode fresh(Block block) {
        ObjectNode select = everything.deepCopy();
        select.set("from_table", block.select().path("from_table"));
        select.set("sample", block.select().path("sample"));
        return select;
    }

    /** The entries whose names are used; a name that combines rows is that of a column there. */
    private ArrayNode renamed(Block block, JsonNode where, ArrayNode looked) {
        Set<String> used = Aggregation.bareNames(where);
        used.addAll(Aggregation.bareNames(looked));
        Set<String> found = new TreeSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (JsonNode entry : block.entries()) {
                String alias = entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT);
                if (used.contains(alias) && isRowWise(entry, block) && found.add(alias)) {
                    more = used.addAll(Aggregation.bareNames(List.of(entry))) || more;
                }
            }
        }
        ArrayNode renamed = Trees.array();
        for (JsonNode entry : block.entries()) {
            if (found.contains(entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT)) && isRowWise(entry, block)) {
                renamed.add(entry);
            }
        }
        return renamed;
    }

    private boolean isRowWise(JsonNode entry, Block block) {
        return !entry.path(Trees.ALIAS).asText().isEmpty()
                && !aggregation.combinesRows(Trees.inner(entry), block.select());
    }

    private ObjectNode computed(Block block, ArrayNode looked, String... without) {
        ObjectNode select = Trees.object();
        select.setAll((ObjectNode) block.select());
        ArrayNode entries = Trees.array();
        block.entries().forEach(entries::add);
        select.set("select_list", entries.addAll(looked));
        select.set("modifiers", Trees.array());
        for (String clause : without) {
            select.set(clause, Trees.array());
        }
        return select;
    }

    private ObjectNode pairs(Lookout place, ArrayNode looked) {
        Block block = place.block();
        JsonNode item = block.tables().get(place.table());
        JsonNode conditions = item.path(Trees.JOIN).path("condition");
        ArrayNode links = Trees.array();
        conditions.forEach(condition -> {
            if (Joined.links(condition, conditions.size())) {
                links.add(condition);
            }
        });
        ObjectNode join = Trees.object();
        join.setAll((ObjectNode) item.path(Trees.JOIN));
        join.put("join_type", "INNER");
        join.put("ref_type", links.isEmpty() ? "CROSS" : "REGULAR");
        join.set("condition", links);
        ObjectNode joined = Trees.object();
        joined.set(Trees.JOIN, join);
        joined.set(Trees.TABLE, item.path(Trees.TABLE));
        ObjectNode select = fresh(block);
        select.set("select_list", looked);
        select.set("from_table", Block.from(before(block, place.table()), joined));
        return select;
    }

    private static List<JsonNode> before(Block block, int table) {
        List<JsonNode> before = new ArrayList<>();
        for (int index = 0; index < table; index++) {
            before.add(block.tables().get(index));
        }
        return before;
    }

    private Optional<String> sides(Lookout place, Map<String, Count> counts) {
        Block block = place.block();
        PresenceMarks.Marked marked =
                marks.mark(before(block, place.table()), block.tables().get(place.table()));
        if (marked.left().isEmpty() || marked.right().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode select = fresh(block);
        select.set("from_table", marked.from());
        Map<String, String> counted = new LinkedHashMap<>();
        counts.forEach((column, count) -> counted.put(
                column,
                switch (count.outcome()) {
                    case LEFT_ONLY -> "NOT " + present(marked.right());
                    case RIGHT_ONLY -> "NOT " + present(marked.left());
                    default -> present(marked.left()) + " AND " + present(marked.right());
                }));
        return seeing(block, select).flatMap(spelling::write).map(rows -> count(counted, rows));
    }

    private static String present(List<String> names) {
        return names.stream().map(name -> name + " IS NOT NULL").collect(Collectors.joining(" OR ", "(", ")"));
    }
}
