package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.sql.SqlFailure;

/**
 * Puts a column into each table of a join that is NULL exactly where the table has no row there, and keeps the rows that
 * the join drops.
 */
final class PresenceMarks {

    private static final String PREFIX = "_lakehouse_present_";

    private final JsonNode marking;
    private final JsonNode table;

    private PresenceMarks(JsonNode marking, JsonNode table) {
        this.marking = marking;
        this.table = table;
    }

    static PresenceMarks of(EngineTrees trees) throws SqlFailure {
        JsonNode query = PlainForm.of(Statement.query(
                trees.read("SELECT * FROM (SELECT *, 1 AS mark FROM x) AS t").orElseThrow()));
        JsonNode table = query.path("from_table").path(Trees.TABLES).path(0).path(Trees.TABLE);
        return new PresenceMarks(table.path("subquery").path("node"), table);
    }

    /**
     * Tables with marks.
     *
     * @param from the FROM clause
     * @param left the columns of the left side
     * @param right those of the right side
     */
    record Marked(JsonNode from, List<String> left, List<String> right) {
        Marked {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /** Marks the tables of a join: those that are joined already, and the one that is looked at. */
    Marked mark(List<JsonNode> before, JsonNode item) {
        List<String> left = new ArrayList<>();
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode earlier : before) {
            boolean seen = !Joined.isTest(earlier.path(Trees.JOIN));
            items.add(seen ? item(earlier, earlier.path(Trees.JOIN), left, "left_") : earlier);
        }
        List<String> right = new ArrayList<>();
        JsonNode last = item(item, keepingAll(item.path(Trees.JOIN)), right, "right_");
        return new Marked(Block.from(items, last), left, right);
    }

    private ObjectNode item(JsonNode item, JsonNode join, List<String> names, String side) {
        ObjectNode marked = Trees.object();
        if (!join.isMissingNode()) {
            marked.set(Trees.JOIN, join);
        }
        marked.set(Trees.TABLE, table(item.path(Trees.TABLE), names, side));
        return marked;
    }

    private JsonNode table(JsonNode original, List<String> names, String side) {
        if (original.has(Trees.TABLES)) {
            ArrayNode inner = Trees.array();
            for (JsonNode item : original.path(Trees.TABLES)) {
                boolean seen = !Joined.isTest(item.path(Trees.JOIN));
                inner.add(seen ? item(item, item.path(Trees.JOIN), names, side) : item);
            }
            ObjectNode tables = Trees.object();
            tables.set(Trees.TABLES, inner);
            return tables;
        }
        String alias = original.path("alias").asText();
        String name = alias.isEmpty() ? original.path("table_name").asText() : alias;
        boolean markable = Trees.type(original).equals("SUBQUERY") || !name.isEmpty();
        if (!markable) {
            return original;
        }
        String mark = PREFIX + side + names.size();
        names.add(mark);
        ObjectNode query = marking.deepCopy();
        query.set("from_table", Block.from(List.of(), only(original)));
        ObjectNode named = Trees.object();
        named.put(Trees.ALIAS, mark);
        named.set(Trees.NAMED, query.path("select_list").path(1).path(Trees.NAMED));
        ((ArrayNode) query.path("select_list")).set(1, named);
        ObjectNode subquery = table.deepCopy();
        subquery.put("alias", name);
        ((ObjectNode) subquery.path("subquery")).set("node", query);
        return subquery;
    }

    private static ObjectNode only(JsonNode table) {
        ObjectNode item = Trees.object();
        item.set(Trees.TABLE, table);
        return item;
    }

    private static JsonNode keepingAll(JsonNode join) {
        ObjectNode kept = Trees.object();
        kept.setAll((ObjectNode) join);
        kept.put("join_type", Joined.asksFromTheLeft(join) ? "LEFT" : "FULL");
        return kept;
    }
}
