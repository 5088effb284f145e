package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.lakehousereplay.sql.edit.TreeFacts;
import org.lakehousereplay.sql.edit.Trees;

/**
 * Keeps a query whole that says the same expression in its GROUP BY and elsewhere: changed in one place only, it would
 * not bind.
 */
final class GroupedExpressions {

    private final TreeFacts facts;

    GroupedExpressions(TreeFacts facts) {
        this.facts = facts;
    }

    /** The whole tree with an expression in place of another, and of its repetitions if it belongs to a key. */
    JsonNode replaced(Site site, JsonNode replacement) {
        Optional<Site> query = site.query();
        if (query.isEmpty()) {
            return site.replaced(replacement);
        }
        JsonNode keys = query.get().node().path(Trees.GROUPING).path(Trees.KEYS);
        Site key = site;
        while (!isKey(key.node(), keys)) {
            if (key.around().isEmpty() || key.around().get() == query.get()) {
                return site.replaced(replacement);
            }
            key = key.around().get();
        }
        JsonNode before = key.node();
        JsonNode after = inside(key, site, replacement);
        JsonNode changed = Parts.changed(
                query.get().node(), node -> Trees.isExpression(node) && facts.same(node, before), node -> after);
        return query.get().replaced(changed);
    }

    private boolean isKey(JsonNode node, JsonNode keys) {
        if (!Trees.isExpression(node) || Trees.isClass(node, "COLUMN_REF") || Literals.isConstant(node)) {
            return false;
        }
        for (JsonNode key : keys) {
            if (facts.same(key, node)) {
                return true;
            }
        }
        return false;
    }

    /** The outer part with something else in place of the inner one. */
    private static JsonNode inside(Site outer, Site inner, JsonNode replacement) {
        return inner == outer ? replacement : inner.replacedUpTo(outer, replacement);
    }
}
