package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** What keeps one row of several is dropped, or keeps another one. */
final class DeduplicationOperator implements Operator {

    private final Tools tools;

    DeduplicationOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (Conditions.isList(site)) {
            return conditions(site);
        }
        if (RankedColumns.isRank(site.node())) {
            return decides(site) ? List.of(reversed(site)) : List.of();
        }
        return site.node().isArray() && site.field().equals("modifiers") ? modifiers(site) : List.of();
    }

    private List<Change> conditions(Site site) {
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < site.node().size(); index++) {
            JsonNode condition = site.node().path(index);
            Optional<JsonNode> rank = tools.names().limited(condition);
            if (rank.isPresent()) {
                changes.add(new Change(
                        MutationOperator.DEDUPLICATION,
                        site.replaced(site.without(index)),
                        condition,
                        shown(condition),
                        "",
                        everyRow(rank.get())));
            }
        }
        return changes;
    }

    private String shown(JsonNode condition) {
        boolean ranked = Parts.any(condition, RankedColumns::isRank);
        return (ranked ? "QUALIFY " : "") + tools.prose().of(condition);
    }

    private String everyRow(JsonNode rank) {
        JsonNode partitions = rank.path("partitions");
        if (partitions.isEmpty()) {
            return "every row would count, not only the first ones";
        }
        return "duplicates would count: every row of the same "
                + tools.prose().of(partitions, ", ") + ", not only the first by "
                + orders(rank.path("orders"));
    }

    private String orders(JsonNode orders) {
        return orders.isEmpty() ? "chance" : new WindowProse(tools.prose()).orders(orders);
    }

    private static boolean isDescending(JsonNode order) {
        return Trees.type(order).equals("DESCENDING");
    }

    /** Whether rows are chosen by a rank: where it stands in a condition, or under a name that does. */
    private boolean decides(Site rank) {
        return !rank.node().path("orders").isEmpty()
                && (Setting.of(rank).clause() == Setting.Clause.QUALIFY
                        || Setting.of(rank)
                                .column()
                                .filter(tools.names()::isRanked)
                                .isPresent());
    }

    private Change reversed(Site rank) {
        Site orders = rank.at("orders");
        ArrayNode turned = reversed(orders.node(), List.of());
        return new Change(
                MutationOperator.DEDUPLICATION_ORDER,
                orders.replaced(turned),
                rank.node(),
                "ORDER BY " + orders(orders.node()),
                "ORDER BY " + orders(turned),
                "the last row by " + orders(orders.node()) + " would be kept, not the first"
                        + of(rank.node().path("partitions")));
    }

    private String of(JsonNode keys) {
        return keys.isEmpty() ? "" : ", of the same " + tools.prose().of(keys, ", ");
    }

    private ArrayNode reversed(JsonNode orders, List<JsonNode> kept) {
        ArrayNode turned = Trees.array();
        for (JsonNode order : orders) {
            boolean stays = kept.stream().anyMatch(key -> tools.facts().same(key, order.path("expression")));
            String type = isDescending(order) ? "ASCENDING" : "DESCENDING";
            turned.add(stays ? order : Nodes.with(order, "type", type));
        }
        return turned;
    }

    /** DISTINCT ON keeps the first row of those with the same keys, in the order of the query. */
    private List<Change> modifiers(Site site) {
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < site.node().size(); index++) {
            JsonNode targets = site.node().path(index).path("distinct_on_targets");
            if (!targets.isEmpty()) {
                JsonNode entries = site.owner().orElseThrow().node().path("select_list");
                changes.add(new Change(
                        MutationOperator.DEDUPLICATION,
                        site.replaced(site.without(index)),
                        entries,
                        "DISTINCT ON (" + tools.prose().of(targets, ", ") + ")",
                        "",
                        "duplicates would count: every row of the same "
                                + tools.prose().of(targets, ", ") + ", not only the first"));
                order(site, targets, changes);
            }
        }
        return changes;
    }

    private void order(Site modifiers, JsonNode targets, List<Change> changes) {
        List<JsonNode> keys = new ArrayList<>();
        targets.forEach(keys::add);
        for (int index = 0; index < modifiers.node().size(); index++) {
            Site orders = modifiers.at(index).at("orders");
            ArrayNode turned = reversed(orders.node(), keys);
            if (!orders.node().isEmpty() && !tools.facts().same(orders.node(), turned)) {
                changes.add(new Change(
                        MutationOperator.DEDUPLICATION_ORDER,
                        orders.replaced(turned),
                        orders.node().path(0).path("expression"),
                        "ORDER BY " + orders(orders.node()),
                        "ORDER BY " + orders(turned),
                        "the last row would be kept, not the first" + of(targets)));
            }
        }
    }
}
