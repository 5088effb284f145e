package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One SELECT of a query with the named queries that it sees. Two of them are the same only if they stand in one place. */
final class Block {

    private final JsonNode select;
    private final List<JsonNode> visible;

    /**
     * @param select the SELECT in plain form
     * @param visible the named queries of the queries around it, from the outermost on; not its own
     */
    Block(JsonNode select, List<JsonNode> visible) {
        this.select = select;
        this.visible = List.copyOf(visible);
    }

    JsonNode select() {
        return select;
    }

    List<JsonNode> visible() {
        return visible;
    }

    JsonNode entries() {
        return select.path("select_list");
    }

    JsonNode tables() {
        return select.path("from_table").path(Trees.TABLES);
    }

    /** The same with another FROM clause. */
    Block from(JsonNode tables) {
        ObjectNode other = Trees.object();
        other.setAll((ObjectNode) select);
        other.set("from_table", tables);
        return new Block(other, visible);
    }

    /** Its FROM clause up to one of its tables, and one more. */
    static ObjectNode from(Iterable<JsonNode> items, JsonNode last) {
        ObjectNode from = Trees.object();
        var tables = from.putArray(Trees.TABLES);
        items.forEach(tables::add);
        tables.add(last);
        return from;
    }
}
