package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
        switch (draft.phrase()) {
            case NAMED_QUERY -> joinNamedQuery(draft);
            case TABLE -> joinRenamedTable(draft);
            case EXPRESSION -> {
                if (draft.place().clause() == Clause.GROUP) {
                    joinGroupingKey(draft);
                }
            }
            default -> {
                // Stands on its own.
            }
        }
    }

    /** A query that is named for one other edit belongs to that, and a name that changes belongs to all who use it. */
    private void joinNamedQuery(Draft named) {
        Set<String> gone = names(named.removed());
        Set<String> come = names(named.added());
        List<Draft> users = new ArrayList<>();
        for (Draft other : drafts) {
            Set<String> before = tables(other.removed());
            Set<String> after = tables(other.added());
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
    private static Set<String> names(List<JsonNode> entries) {
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
        Set<String> gone = tables(List.of(table.shown().render(applied -> false)));
        Set<String> come = tables(List.of(table.shown().render(applied -> applied.root() == table.root())));
        for (Draft other : drafts) {
            Set<String> before = qualifiers(other.removed());
            Set<String> after = qualifiers(other.added());
            if (other != table
                    && before.stream().anyMatch(name -> gone.contains(name) && !come.contains(name))
                    && after.stream().anyMatch(name -> come.contains(name) && !gone.contains(name))) {
                table.join(other);
            }
        }
    }

    /** A column of the result that is a key comes and goes with the key. */
    private void joinGroupingKey(Draft key) {
        for (Draft entry : drafts) {
            if (entry.place().clause() == Clause.SELECT
                    && entry.place().scope().equals(key.place().scope())
                    && (isColumnOf(entry.removed(), key.removed()) && entry.only(false) && key.only(false)
                            || isColumnOf(entry.added(), key.added()) && entry.only(true) && key.only(true))) {
                key.join(entry);
            }
        }
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

    private static Set<String> tables(List<JsonNode> nodes) {
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> addTables(node, names));
        return names;
    }

    private static void addTables(JsonNode node, Set<String> names) {
        if (node.isTextual()) {
            names.add(fold(node));
        }
        if (Trees.isTable(node)) {
            names.add(fold(node.path("table_name")));
            names.add(fold(node.path("alias")));
        }
        if (node.isContainerNode()) {
            node.forEach(child -> {
                if (child.isContainerNode()) {
                    addTables(child, names);
                }
            });
        }
    }

    private static Set<String> qualifiers(List<JsonNode> nodes) {
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> addQualifiers(node, names));
        return names;
    }

    private static void addQualifiers(JsonNode node, Set<String> names) {
        JsonNode column = node.path("column_names");
        if (column.size() > 1) {
            names.add(fold(column.get(0)));
        }
        if (node.has("relation_name")) {
            names.add(fold(node.path("relation_name")));
        }
        node.forEach(child -> addQualifiers(child, names));
    }

    private static String fold(JsonNode name) {
        return name.asText().toLowerCase(Locale.ROOT);
    }
}
