package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Joins edits that make sense only together, and brings the others into an order in which they can be applied one after
 * another: what others need comes first, and what others needed goes last.
 */
final class Dependencies {

    private final TreeFacts facts;
    private final List<Draft> drafts;

    private Dependencies(TreeFacts facts, List<Draft> drafts) {
        this.facts = facts;
        this.drafts = drafts;
    }

    /** The edits that are left after some have been joined to others. */
    static List<Draft> resolve(TreeFacts facts, List<Draft> drafts) {
        Dependencies dependencies = new Dependencies(facts, drafts);
        drafts.forEach(dependencies::joinToOthers);
        dependencies.joinColumnsOfBranches(true);
        dependencies.joinColumnsOfBranches(false);
        return drafts.stream()
                .filter(draft -> draft.root() == draft)
                .sorted(Comparator.comparingInt(Dependencies::turn))
                .toList();
    }

    private static int turn(Draft draft) {
        boolean brings = draft.phrase() == Phrase.NAMED_QUERY || draft.phrase() == Phrase.JOINED_TABLE;
        if (!brings) {
            return 1;
        }
        return draft.only(true) ? 0 : draft.only(false) ? 2 : 1;
    }

    private void joinToOthers(Draft draft) {
        if (draft.phrase() == Phrase.NAMED_QUERY) {
            joinNamedQuery(draft);
        } else if (draft.phrase() == Phrase.TABLE) {
            joinRenamedTable(draft);
        } else if (draft.place().clause() == Clause.GROUP) {
            joinGroupingKey(draft);
        } else if (draft.replacesField(Trees.ALIAS)) {
            joinRenamedColumn(draft);
        }
    }

    /** A query that is named for one other edit belongs to that, and a name that changes belongs to all who use it. */
    private void joinNamedQuery(Draft named) {
        Set<String> gone = keys(named.removed());
        Set<String> come = keys(named.added());
        List<Draft> users = new ArrayList<>();
        for (Draft other : drafts) {
            Set<String> before = names(other.removed(), Dependencies::read);
            Set<String> after = names(other.added(), Dependencies::read);
            boolean startsToUse = come.stream().anyMatch(name -> after.contains(name) && !before.contains(name));
            boolean stopsToUse = gone.stream().anyMatch(name -> before.contains(name) && !after.contains(name));
            if (other != named && (startsToUse || stopsToUse)) {
                users.add(other);
            }
        }
        boolean renamed = named.replacesField("key");
        if (renamed || users.size() == 1) {
            users.forEach(user -> user.join(named));
        }
    }

    /** The names of named queries that an edit adds or removes, or the names that it changes. */
    private static Set<String> keys(List<JsonNode> entries) {
        Set<String> names = new HashSet<>();
        for (JsonNode entry : entries) {
            if (entry.has("key")) {
                names.add(fold(entry.path("key")));
            } else if (entry.isTextual()) {
                names.add(fold(entry));
            }
        }
        return names;
    }

    /** When a table is called otherwise, its columns are called otherwise. */
    private void joinRenamedTable(Draft table) {
        Set<String> gone = names(List.of(table.shown().render(applied -> false)), Dependencies::called);
        Set<String> come =
                names(List.of(table.shown().render(applied -> applied.root() == table.root())), Dependencies::called);
        joinRenamed(table, gone, come, Dependencies::qualifier);
    }

    /** When a column is called otherwise, those who read it do so too. */
    private void joinRenamedColumn(Draft column) {
        joinRenamed(column, keys(column.removed()), keys(column.added()), Dependencies::column);
    }

    private void joinRenamed(Draft renamed, Set<String> gone, Set<String> come, Function<JsonNode, JsonNode> name) {
        for (Draft other : drafts) {
            Set<String> before = names(other.removed(), name);
            Set<String> after = names(other.added(), name);
            if (other != renamed
                    && before.stream().anyMatch(used -> gone.contains(used) && !come.contains(used))
                    && after.stream().anyMatch(used -> come.contains(used) && !gone.contains(used))) {
                renamed.join(other);
            }
        }
    }

    /** A column of the result that is a key comes and goes with the key, and changes with it. */
    private void joinGroupingKey(Draft key) {
        for (Draft other : drafts) {
            boolean sameQuery =
                    other != key && other.place().scope().equals(key.place().scope());
            if (sameQuery && (isColumnOfKey(other, key) || isSameChange(other, key))) {
                key.join(other);
            }
        }
    }

    private boolean isColumnOfKey(Draft entry, Draft key) {
        return entry.place().clause() == Clause.SELECT
                && (isColumnOf(entry.removed(), key.removed()) && entry.only(false) && key.only(false)
                        || isColumnOf(entry.added(), key.added()) && entry.only(true) && key.only(true));
    }

    private boolean isSameChange(Draft other, Draft key) {
        boolean ofGroups = Set.of(Clause.SELECT, Clause.HAVING, Clause.QUALIFY, Clause.ORDER)
                .contains(other.place().clause());
        return ofGroups
                && numbers(other.removed()).equals(numbers(key.removed()))
                && numbers(other.added()).equals(numbers(key.added()));
    }

    /** A column that all branches of a set operation get, or lose, is one edit: they must have as many columns. */
    private void joinColumnsOfBranches(boolean added) {
        Map<QueryScope, Map<QueryScope, List<Draft>>> operations = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            Place place = draft.place();
            Optional<QueryScope> operation = place.scope().flatMap(QueryScope::outer);
            if (place.clause() == Clause.SELECT
                    && !place.inExpression()
                    && draft.removed().size() == 1
                    && draft.only(added)
                    && operation.isPresent()) {
                operations
                        .computeIfAbsent(operation.get(), unseen -> new LinkedHashMap<>())
                        .computeIfAbsent(place.scope().get(), unseen -> new ArrayList<>())
                        .add(draft);
            }
        }
        operations.forEach((operation, branches) -> joinColumns(operation, List.copyOf(branches.values())));
    }

    private static void joinColumns(QueryScope operation, List<List<Draft>> branches) {
        int count =
                operation.query().render(applied -> false).path(Trees.BRANCHES).size();
        List<Draft> first = branches.get(0);
        if (branches.size() == count && branches.stream().allMatch(branch -> branch.size() == first.size())) {
            for (List<Draft> branch : branches) {
                for (int column = 0; column < first.size(); column++) {
                    first.get(column).join(branch.get(column));
                }
            }
        }
    }

    private List<Integer> numbers(List<JsonNode> nodes) {
        return nodes.stream().map(facts::number).toList();
    }

    private boolean isColumnOf(List<JsonNode> entries, List<JsonNode> keys) {
        if (entries.size() != 1 || keys.size() != 1 || !Trees.isNamed(entries.get(0))) {
            return false;
        }
        JsonNode entry = entries.get(0);
        JsonNode names = keys.get(0).path("column_names");
        return facts.same(entry.path(Trees.NAMED), keys.get(0))
                || names.size() == 1 && fold(names.get(0)).equals(fold(entry.path(Trees.ALIAS)));
    }

    /** All names of one kind in some parts. */
    private static Set<String> names(List<JsonNode> nodes, Function<JsonNode, JsonNode> name) {
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> addNames(node, name, names));
        names.remove("");
        return names;
    }

    private static void addNames(JsonNode node, Function<JsonNode, JsonNode> name, Set<String> names) {
        names.add(fold(name.apply(node)));
        node.forEach(child -> addNames(child, name, names));
    }

    /** The table that a node reads; a changed name stands there alone. */
    private static JsonNode read(JsonNode node) {
        return node.isTextual() ? node : node.path("table_name");
    }

    private static JsonNode called(JsonNode node) {
        return node.path("alias").asText().isEmpty() ? node.path("table_name") : node.path("alias");
    }

    private static JsonNode qualifier(JsonNode node) {
        JsonNode names = node.path("column_names");
        return names.size() > 1 ? names.path(0) : node.path("relation_name");
    }

    private static JsonNode column(JsonNode node) {
        JsonNode names = node.path("column_names");
        return names.path(names.size() - 1);
    }

    private static String fold(JsonNode name) {
        return name.asText().toLowerCase(Locale.ROOT);
    }
}
