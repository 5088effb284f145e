package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** The frame of a window function begins or ends one row, or one step, elsewhere. */
final class FrameOperator implements Operator {

    private static final Set<String> UNFRAMED = Set.of(
            "row_number", "rank", "dense_rank", "rank_dense", "percent_rank", "cume_dist", "ntile", "lag", "lead");

    private static final Map<String, String> NEIGHBOURS = Map.of("lag", "lead", "lead", "lag");

    private final Tools tools;

    FrameOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        if (!Trees.isClass(node, "WINDOW") || node.path("orders").isEmpty()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        String neighbour = NEIGHBOURS.get(Nodes.function(node));
        if (neighbour != null) {
            changes.add(neighbour(site, neighbour));
        }
        if (Nodes.calls(node, UNFRAMED)) {
            return changes;
        }
        moved(site, "start_expr", changes);
        moved(site, "end_expr", changes);
        if (node.path("end").asText().startsWith("CURRENT_ROW")) {
            changes.add(ended(site));
        }
        return changes;
    }

    private Change neighbour(Site site, String neighbour) {
        // Version 1.5 keeps the kind of function beside its name.
        JsonNode changed = Nodes.with(
                Nodes.renamed(site.node(), neighbour),
                "type",
                Trees.type(site.node()).endsWith("_LAG") ? "WINDOW_LEAD" : "WINDOW_LAG");
        String words =
                neighbour.equals("lead") ? "the row after it, not before it," : "the row before it, not after it,";
        return change(
                site, changed, words + " would be looked at" + Setting.of(site).into());
    }

    private void moved(Site site, String field, List<Change> changes) {
        JsonNode distance = site.node().path(field);
        Optional<Interval> interval = Interval.of(distance);
        Optional<BigDecimal> rows = Literals.number(distance);
        for (int step : List.of(1, -1)) {
            interval.filter(length -> length.amount() + step >= 0).ifPresent(length -> {
                Interval other = new Interval(length.amount() + step, length.unit());
                JsonNode changed = site.with(field, tools.nodes().interval(other));
                changes.add(change(site, changed, words(length.words(), other.words(), site)));
            });
            rows.filter(number -> number.intValue() + step >= 0).ifPresent(number -> {
                BigDecimal other = number.add(BigDecimal.valueOf(step));
                JsonNode changed = site.with(field, tools.nodes().number(other));
                changes.add(change(site, changed, words(rows(number), rows(other), site)));
            });
        }
    }

    private static String rows(BigDecimal number) {
        return number.toPlainString() + (number.compareTo(BigDecimal.ONE) == 0 ? " row" : " rows");
    }

    private static String words(String before, String after, Site site) {
        String of = Setting.of(site)
                .column()
                .map(column -> " of " + Prose.name(column))
                .orElse("");
        return "the frame" + of + " would reach " + after + " far, not " + before;
    }

    private Change ended(Site site) {
        JsonNode node = site.node();
        boolean unbounded = node.path("start").asText().equals("UNBOUNDED_PRECEDING");
        if (unbounded) {
            return change(
                    site,
                    site.with("end", Trees.NODES.textNode("UNBOUNDED_FOLLOWING")),
                    "rows that come later would count" + Setting.of(site).into() + ", too");
        }
        String end = node.path("end").asText().replace("CURRENT_ROW", "EXPR_FOLLOWING");
        JsonNode distance = Interval.of(node.path("start_expr"))
                .map(start -> tools.nodes().interval(new Interval(1, start.unit())))
                .orElseGet(() -> tools.nodes().number(BigDecimal.ONE));
        JsonNode changed = Nodes.with(site.with("end", Trees.NODES.textNode(end)), "end_expr", distance);
        return change(
                site,
                changed,
                "what comes just after would count" + Setting.of(site).into() + ", too");
    }

    private Change change(Site site, JsonNode changed, String words) {
        return tools.change(MutationOperator.FRAME, site, changed, words);
    }
}
