package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** One of several conditions by which rows of two tables find each other is dropped. */
final class JoinKeyOperator implements Operator {

    private final Tools tools;

    JoinKeyOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        List<Change> changes = new ArrayList<>();
        if (Conditions.isList(site)) {
            long links = site.node()
                    .valueStream()
                    .filter(condition -> Conditions.links(site, condition))
                    .count();
            for (int index = 0; index < site.node().size(); index++) {
                JsonNode condition = site.node().path(index);
                boolean others = site.field().equals("condition") ? site.node().size() > 1 : links > 1;
                if (others && Conditions.links(site, condition)) {
                    changes.add(dropped(site, index));
                }
            }
        }
        JsonNode using = site.node().path(Trees.JOIN).path("using_columns");
        for (int index = 0; using.size() > 1 && index < using.size(); index++) {
            changes.add(droppedColumn(site, index));
        }
        return changes;
    }

    private Change dropped(Site conditions, int index) {
        JsonNode condition = conditions.node().path(index);
        return new Change(
                MutationOperator.JOIN_KEY,
                conditions.replaced(conditions.without(index)),
                condition,
                tools.prose().of(condition),
                "",
                "rows would find each other even if " + tools.prose().of(Conditions.negated(condition)));
    }

    /** A column that is joined no longer is a column of two tables, so the query has to say which one it means. */
    private Change droppedColumn(Site item, int index) {
        JsonNode join = item.node().path(Trees.JOIN);
        Site using = item.at(Trees.JOIN).at("using_columns");
        String column = using.node().path(index).asText();
        JsonNode changed = Nodes.with(item.node(), Trees.JOIN, Nodes.with(join, "using_columns", using.without(index)));
        Site query = item.query().orElseThrow();
        JsonNode tables = item.around().orElseThrow().node();
        JsonNode meant =
                meant(join, tables.path(0).path(Trees.TABLE), item.node().path(Trees.TABLE), column);
        ObjectNode select = (ObjectNode) qualified(item.replacedUpTo(query, changed), column, meant);
        return new Change(
                MutationOperator.JOIN_KEY,
                query.replaced(select),
                item.node(),
                tools.prose().joined(item.node()),
                tools.prose().joined(changed),
                "rows of " + Tables.before(item) + " and "
                        + Tables.name(item.node().path(Trees.TABLE)) + " would find each other with any " + column);
    }

    private JsonNode meant(JsonNode join, JsonNode left, JsonNode right, String column) {
        JsonNode ofLeft = Nodes.columnOf(Tables.bare(left), column);
        JsonNode ofRight = Nodes.columnOf(Tables.bare(right), column);
        return switch (join.path("join_type").asText()) {
            case "FULL", "OUTER" -> tools.nodes().call("COALESCE(x0, x1)", ofLeft, ofRight);
            case "RIGHT" -> ofRight;
            default -> ofLeft;
        };
    }

    private static JsonNode qualified(JsonNode select, String column, JsonNode meant) {
        ObjectNode copy = Trees.object();
        select.properties()
                .forEach(field -> copy.set(
                        field.getKey(),
                        switch (field.getKey()) {
                            case "from_table", "cte_map" -> field.getValue();
                            case "select_list" -> entries(field.getValue(), column, meant);
                            default -> within(field.getValue(), column, meant);
                        }));
        return copy;
    }

    private static ArrayNode entries(JsonNode entries, String column, JsonNode meant) {
        ArrayNode copy = Trees.array();
        for (JsonNode entry : entries) {
            ObjectNode changed = (ObjectNode) within(entry, column, meant);
            if (isMeant(entry.path(Trees.NAMED), column)
                    && entry.path(Trees.ALIAS).asText().isEmpty()) {
                changed.put(Trees.ALIAS, column);
            }
            copy.add(changed);
        }
        return copy;
    }

    private static JsonNode within(JsonNode node, String column, JsonNode meant) {
        return Parts.changed(node, part -> isMeant(part, column), part -> meant);
    }

    private static boolean isMeant(JsonNode node, String column) {
        return Trees.isClass(node, "COLUMN_REF")
                && node.path("column_names").size() == 1
                && node.path("column_names").path(0).asText().equalsIgnoreCase(column);
    }
}
