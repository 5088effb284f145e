package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the engine puts around the query of a statement. For those in this library that change trees of queries. */
public final class Statement {

    private Statement() {}

    public static boolean isSingle(JsonNode serialized) {
        return serialized.path("statements").size() == 1;
    }

    public static JsonNode query(JsonNode serialized) {
        return serialized.path("statements").path(0).path("node");
    }

    public static JsonNode with(JsonNode serialized, JsonNode query) {
        ObjectNode statement = Trees.object();
        statement.setAll((ObjectNode) serialized.path("statements").path(0));
        statement.set("node", query);
        ObjectNode all = Trees.object();
        all.setAll((ObjectNode) serialized);
        all.set("statements", Trees.array().add(statement));
        return all;
    }
}
