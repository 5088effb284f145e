package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.sql.edit.Trees;

/** Writes calls of window functions as people write them. */
final class WindowProse {

    private final Prose prose;

    WindowProse(Prose prose) {
        this.prose = prose;
    }

    /** The SQL of a call; empty when it is an unusual one. */
    Optional<String> of(JsonNode node) {
        boolean unusual = !node.path("filter_expr").isEmpty()
                || !node.path("arg_orders").isEmpty()
                || node.path("distinct").asBoolean()
                || node.path("ignore_nulls").asBoolean()
                || !Trees.absent(node.path("offset_expr"))
                || !Trees.absent(node.path("default_expr"))
                || !node.path("exclude_clause").asText().equals("NO_OTHER");
        if (unusual) {
            return Optional.empty();
        }
        List<String> inside = new ArrayList<>();
        if (!node.path("partitions").isEmpty()) {
            inside.add("PARTITION BY " + prose.of(node.path("partitions"), ", "));
        }
        if (!node.path("orders").isEmpty()) {
            inside.add("ORDER BY " + orders(node.path("orders")));
        }
        frame(node).ifPresent(inside::add);
        boolean rows = Nodes.function(node).equals("count_star");
        String call = rows
                ? "COUNT(*)"
                : Prose.shown(Nodes.function(node)) + "(" + prose.of(Nodes.arguments(node), ", ") + ")";
        return Optional.of(call + " OVER (" + String.join(" ", inside) + ")");
    }

    /** The keys of an order. */
    String orders(JsonNode orders) {
        List<String> texts = new ArrayList<>();
        for (JsonNode order : orders) {
            boolean descending = Trees.type(order).equals("DESCENDING");
            texts.add(prose.of(order.path("expression")) + (descending ? " DESC" : ""));
        }
        return String.join(", ", texts);
    }

    private Optional<String> frame(JsonNode node) {
        String start = node.path("start").asText();
        String end = node.path("end").asText();
        if (start.equals("UNBOUNDED_PRECEDING") && end.equals("CURRENT_ROW_RANGE")) {
            return Optional.empty();
        }
        String unit = "RANGE";
        for (String other : List.of("ROWS", "GROUPS")) {
            unit = start.endsWith("_" + other) || end.endsWith("_" + other) ? other : unit;
        }
        return Optional.of(
                unit + " BETWEEN " + end(start, node.path("start_expr")) + " AND " + end(end, node.path("end_expr")));
    }

    private String end(String kind, JsonNode distance) {
        if (kind.startsWith("CURRENT_ROW")) {
            return "CURRENT ROW";
        }
        String direction = kind.contains("PRECEDING") ? "PRECEDING" : "FOLLOWING";
        return kind.startsWith("UNBOUNDED") ? "UNBOUNDED " + direction : prose.of(distance) + " " + direction;
    }
}
