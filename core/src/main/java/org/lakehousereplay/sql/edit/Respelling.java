package org.lakehousereplay.sql.edit;

import static org.lakehousereplay.sql.edit.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Parts that the engine reads as something else than what it has written, and what they mean. */
final class Respelling {

    private Respelling() {}

    /** Version 1.5 writes {@code 1e5} as {@code 100000.0}, which is a DECIMAL. */
    static ObjectNode asCast(ObjectNode constant) {
        ObjectNode text = object();
        text.put("class", "CONSTANT");
        text.put("type", "VALUE_CONSTANT");
        text.put("alias", "");
        ObjectNode value = text.putObject("value");
        value.putObject("type").put("id", "VARCHAR").putNull("type_info");
        value.put("is_null", false);
        value.put("value", constant.path("value").path("value").asText());
        ObjectNode cast = object();
        cast.put("class", "CAST");
        cast.put("type", "OPERATOR_CAST");
        cast.put("alias", "");
        cast.set("child", text);
        cast.putObject("cast_type").put("id", "DOUBLE").putNull("type_info");
        cast.put("try_cast", false);
        return cast;
    }

    /** Whether version 1.5 has a constant as a DOUBLE. */
    static boolean isDouble(JsonNode node) {
        JsonNode value = node.path("value");
        return Trees.isClass(node, "CONSTANT")
                && value.path("type").path("id").asText().equals("DOUBLE")
                && value.path("value").isNumber();
    }

    /** The way in which {@link EngineForm} writes such a constant is the constant. */
    static ObjectNode asDouble(ObjectNode cast) {
        JsonNode value = cast.path("child").path("value");
        if (!Trees.isClass(cast, "CAST")
                || !cast.path("cast_type").path("id").asText().equals("DOUBLE")
                || cast.path("try_cast").asBoolean()
                || !value.path("value").isTextual()) {
            return cast;
        }
        try {
            ObjectNode constant = object();
            constant.setAll((ObjectNode) cast.path("child"));
            constant.set("alias", cast.path("alias"));
            ObjectNode number = constant.putObject("value");
            number.putObject("type").put("id", "DOUBLE").putNull("type_info");
            number.put("is_null", false);
            number.put("value", new BigDecimal(value.path("value").asText()));
            return constant;
        } catch (NumberFormatException notANumber) {
            return cast;
        }
    }

    /** Whether a join joins everything with everything: then it is a cross join. */
    static boolean isAlwaysTrue(JsonNode join) {
        JsonNode conditions = join.path("condition");
        JsonNode condition = conditions.path(0);
        JsonNode text = condition.path("child").path("value").path("value");
        JsonNode literal = condition.path("literal");
        boolean isTrue = literal.path("kind").asText().equals("BOOLEAN")
                        && literal.path("text").asText().equals("true")
                || condition.path("cast_type").path("id").asText().equals("BOOLEAN")
                        && text.asText().equals("t");
        return conditions.size() == 1
                && isTrue
                && join.path("ref_type").asText().equals("REGULAR")
                && join.path("join_type").asText().equals("INNER");
    }

    /** The engine writes a list of values as a query of that list, once more whenever it is written. */
    static JsonNode asValues(ObjectNode table) {
        JsonNode query = table.path("subquery").path("node");
        JsonNode tables = query.path("from_table").path(Trees.TABLES);
        JsonNode values = tables.path(0).path(Trees.TABLE);
        boolean alike = Trees.type(values).equals("EXPRESSION_LIST")
                && table.path("alias").equals(values.path("alias"))
                && table.path("column_name_alias").isEmpty()
                && tables.size() == 1
                && table.path("sample").isNull();
        return alike && isPlain(query) ? values : table;
    }

    /** Whether a query has a FROM clause and nothing else. */
    private static boolean isPlain(JsonNode query) {
        JsonNode entry = query.path("select_list").path(0).path(Trees.NAMED);
        boolean star = Trees.isClass(entry, "STAR")
                && entry.path("relation_name").asText().isEmpty()
                && entry.path("exclude_list").isEmpty()
                && entry.path("replace_list").isEmpty()
                && entry.path("rename_list").isEmpty();
        return star
                && query.path("select_list").size() == 1
                && query.path("modifiers").isEmpty()
                && query.path("cte_map").path("map").isEmpty()
                && query.path("where_clause").isEmpty()
                && query.path("having").isEmpty()
                && query.path("qualify").isEmpty()
                && query.path("sample").isNull()
                && query.path(Trees.GROUPING).path(Trees.KEYS).isEmpty();
    }
}
