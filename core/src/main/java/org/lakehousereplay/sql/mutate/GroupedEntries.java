package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.lakehousereplay.sql.edit.Trees;

/** Which columns of a query with GROUP BY ALL it groups by. */
final class GroupedEntries {

    private final Tools tools;
    private final JsonNode entries;
    private final Set<String> aggregated = new HashSet<>();

    GroupedEntries(Tools tools, JsonNode entries) {
        this.tools = tools;
        this.entries = entries;
        for (JsonNode entry : entries) {
            if (isAggregated(entry.path(Trees.NAMED))) {
                aggregated.add(entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT));
            }
        }
        aggregated.remove("");
    }

    boolean isKey(int index) {
        JsonNode expression = entries.path(index).path(Trees.NAMED);
        return !isAggregated(expression)
                && !Constancy.ofAll(expression)
                && !Parts.any(
                        expression,
                        node -> Trees.isClass(node, "SUBQUERY")
                                || Trees.isClass(node, "WINDOW")
                                || Trees.isClass(node, "STAR"));
    }

    /** An aggregate, or a computation with one that is named before. */
    private boolean isAggregated(JsonNode expression) {
        return tools.aggregates(expression)
                || Parts.any(
                        expression,
                        node -> Trees.isClass(node, "COLUMN_REF")
                                && node.path("column_names").size() == 1
                                && aggregated.contains(node.path("column_names")
                                        .path(0)
                                        .asText()
                                        .toLowerCase(Locale.ROOT)));
    }
}
