package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lakehousereplay.sql.edit.Trees;

/** A part of a tree, and what it is part of: an object or a list. */
final class Site {

    private final JsonNode node;
    private final String field;
    private final int index;
    private final Optional<Site> around;

    private Site(JsonNode node, String field, int index, Optional<Site> around) {
        this.node = node;
        this.field = field;
        this.index = index;
        this.around = around;
    }

    static Site root(JsonNode tree) {
        return new Site(tree, "", -1, Optional.empty());
    }

    JsonNode node() {
        return node;
    }

    /** The field of the nearest object around, in which this is, or is an element. */
    String field() {
        return field;
    }

    /** The place in a list, or -1. */
    int index() {
        return index;
    }

    Optional<Site> around() {
        return around;
    }

    /** A field of this object. */
    Site at(String name) {
        return new Site(node.path(name), name, -1, Optional.of(this));
    }

    /** An element of this list. */
    Site at(int element) {
        return new Site(node.path(element), field, element, Optional.of(this));
    }

    /** All objects and lists directly inside. */
    List<Site> inside() {
        List<Site> inside = new ArrayList<>();
        if (node.isArray()) {
            for (int element = 0; element < node.size(); element++) {
                addContainer(at(element), inside);
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                addContainer(at(entry.getKey()), inside);
            }
        }
        return inside;
    }

    private static void addContainer(Site site, List<Site> sites) {
        if (site.node.isContainerNode()) {
            sites.add(site);
        }
    }

    /** The nearest object around of which something holds. */
    Optional<Site> nearest(Predicate<Site> condition) {
        Optional<Site> next = around;
        while (next.isPresent() && !condition.test(next.get())) {
            next = next.get().around;
        }
        return next;
    }

    /** The nearest object around. */
    Optional<Site> owner() {
        return nearest(site -> site.node.isObject());
    }

    /** The query whose part this is. */
    Optional<Site> query() {
        return nearest(site -> Trees.isQuery(site.node));
    }

    /** The whole tree with something else in this place; this tree stays as it is. */
    JsonNode replaced(JsonNode replacement) {
        JsonNode changed = replacement;
        Site site = this;
        while (site.around.isPresent()) {
            changed = site.aroundWith(changed);
            site = site.around.get();
        }
        return changed;
    }

    /** A part around this with something else in this place. */
    JsonNode replacedUpTo(Site outer, JsonNode replacement) {
        JsonNode changed = replacement;
        for (Site site = this; site != outer; site = site.around.orElseThrow()) {
            changed = site.aroundWith(changed);
        }
        return changed;
    }

    private JsonNode aroundWith(JsonNode replacement) {
        JsonNode outer = around.orElseThrow().node;
        if (index >= 0) {
            ArrayNode copy = Trees.array();
            outer.forEach(copy::add);
            copy.set(index, replacement);
            return copy;
        }
        return Nodes.with(outer, field, replacement);
    }

    /** This list without one of its elements. */
    ArrayNode without(int element) {
        ArrayNode rest = Trees.array();
        for (int index = 0; index < node.size(); index++) {
            if (index != element) {
                rest.add(node.path(index));
            }
        }
        return rest;
    }

    /** This object with another value of a field. */
    ObjectNode with(String name, JsonNode value) {
        return Nodes.with(node, name, value);
    }
}
