package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/**
 * A key of GROUP BY is dropped; of its values the least is shown, so that the query still binds. A key of several by
 * which a window function divides rows is dropped.
 */
final class GroupKeyOperator implements Operator {

    private final Tools tools;

    GroupKeyOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode grouping = site.node().path(Trees.GROUPING);
        if (grouping.isObject() && !grouping.has("group_sets")) {
            return grouping.path("aggregate_handling").asText().equals("FORCE_AGGREGATES")
                    ? all(site)
                    : keys(site, grouping.path(Trees.KEYS));
        }
        return Trees.isClass(site.node(), "WINDOW") ? partitions(site) : List.of();
    }

    /** GROUP BY ALL groups by what is no aggregate, so it is enough to make it one. */
    private List<Change> all(Site query) {
        List<Change> changes = new ArrayList<>();
        Site entries = query.at("select_list");
        GroupedEntries grouped = new GroupedEntries(tools, entries.node());
        for (int index = 0; index < entries.node().size(); index++) {
            if (grouped.isKey(index)) {
                JsonNode entry = entries.node().path(index);
                changes.add(change(entries.at(index).replaced(least(entry)), entry.path(Trees.NAMED), name(entry)));
            }
        }
        return changes;
    }

    private List<Change> keys(Site query, JsonNode keys) {
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            JsonNode key = keys.path(index);
            if (Constancy.ofAll(key) && Literals.number(key).isEmpty()) {
                continue;
            }
            ObjectNode grouping = Nodes.with(
                    query.node().path(Trees.GROUPING),
                    Trees.KEYS,
                    query.at(Trees.GROUPING).at(Trees.KEYS).without(index));
            ObjectNode select = Nodes.with(query.node(), Trees.GROUPING, grouping);
            OptionalInt entry = entry(query.node().path("select_list"), key);
            String shown = entry.isPresent()
                    ? name(query.node().path("select_list").path(entry.getAsInt()))
                    : tools.prose().of(key);
            changes.add(change(query.replaced(withLeast(select, entry, key)), key, shown));
        }
        return changes;
    }

    private ObjectNode withLeast(ObjectNode select, OptionalInt entry, JsonNode key) {
        ArrayNode entries = Trees.array();
        for (int index = 0; index < select.path("select_list").size(); index++) {
            JsonNode column = select.path("select_list").path(index);
            boolean whole = entry.isPresent() && entry.getAsInt() == index;
            entries.add(whole ? least(column) : inside(column, key));
        }
        ObjectNode changed = Nodes.with(select, "select_list", entries);
        boolean ownColumn = entry.isEmpty() || sameAs(select.path("select_list").path(entry.getAsInt()), key);
        if (ownColumn) {
            for (String clause : List.of("having", "qualify", "modifiers")) {
                changed.set(clause, inside(select.path(clause), key));
            }
        }
        return changed;
    }

    private boolean sameAs(JsonNode entry, JsonNode key) {
        return tools.facts().same(entry.path(Trees.NAMED), key);
    }

    /** An expression in which the key is computed from all rows of the group, as an aggregate already does. */
    private JsonNode inside(JsonNode node, JsonNode key) {
        if (Trees.isClass(node, "FUNCTION") && tools.functions().aggregates(Nodes.function(node))) {
            return node;
        }
        if (Trees.isExpression(node)
                && !Literals.isConstant(node)
                && tools.facts().same(node, key)) {
            return tools.nodes().call("min(x0)", node);
        }
        if (node.isArray()) {
            ArrayNode copy = Trees.array();
            node.forEach(element -> copy.add(inside(element, key)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Trees.object();
        node.properties().forEach(field -> copy.set(field.getKey(), inside(field.getValue(), key)));
        return copy;
    }

    private ObjectNode least(JsonNode entry) {
        ObjectNode least = Nodes.with(entry, Trees.NAMED, tools.nodes().call("min(x0)", entry.path(Trees.NAMED)));
        if (entry.path(Trees.ALIAS).asText().isEmpty()) {
            Nodes.column(entry.path(Trees.NAMED)).ifPresent(name -> least.put(Trees.ALIAS, name));
        }
        return least;
    }

    /** The entry of the select list that a key is, by number, by name or by being the same. */
    private OptionalInt entry(JsonNode entries, JsonNode key) {
        Optional<Integer> number = Literals.number(key).map(value -> value.intValue() - 1);
        if (number.isPresent()) {
            return number.get() >= 0 && number.get() < entries.size()
                    ? OptionalInt.of(number.get())
                    : OptionalInt.empty();
        }
        for (int index = 0; index < entries.size(); index++) {
            if (sameAs(entries.path(index), key)) {
                return OptionalInt.of(index);
            }
        }
        Optional<String> alias = Nodes.column(key)
                .filter(name -> key.path("column_names").size() == 1)
                .map(name -> name.toLowerCase(Locale.ROOT));
        for (int index = 0; alias.isPresent() && index < entries.size(); index++) {
            if (entries.path(index).path(Trees.ALIAS).asText().equalsIgnoreCase(alias.get())) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private String name(JsonNode entry) {
        String alias = entry.path(Trees.ALIAS).asText();
        return alias.isEmpty() ? tools.prose().of(entry.path(Trees.NAMED)) : Prose.name(alias);
    }

    private Change change(JsonNode tree, JsonNode key, String name) {
        return new Change(
                MutationOperator.GROUP_KEY,
                tree,
                key,
                "GROUP BY " + name,
                "",
                "rows of different " + name + " would be counted together");
    }

    private List<Change> partitions(Site window) {
        List<Change> changes = new ArrayList<>();
        Site partitions = window.at("partitions");
        for (int index = 0;
                partitions.node().size() > 1 && index < partitions.node().size();
                index++) {
            JsonNode key = partitions.node().path(index);
            String name = tools.prose().of(key);
            changes.add(new Change(
                    MutationOperator.GROUP_KEY,
                    partitions.replaced(partitions.without(index)),
                    key,
                    "PARTITION BY " + tools.prose().of(partitions.node(), ", "),
                    "PARTITION BY " + tools.prose().of(partitions.without(index), ", "),
                    "rows of different " + name + " would be looked at together"));
        }
        return changes;
    }
}
