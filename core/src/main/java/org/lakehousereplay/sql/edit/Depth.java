package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How deep a tree is. Trees are walked by recursion up to a depth that fits into any thread's stack.
 * For those in this library that walk trees of queries.
 */
public final class Depth {

    /** Some hundred and fifty operators inside of each other: each takes two or three levels of a tree. */
    public static final int MOST = 500;

    private Depth() {}

    public static int of(JsonNode root) {
        int depth = 0;
        Deque<JsonNode> level = new ArrayDeque<>();
        level.add(root);
        while (!level.isEmpty()) {
            depth++;
            Deque<JsonNode> next = new ArrayDeque<>();
            level.forEach(node -> node.forEach(next::add));
            level = next;
        }
        return depth;
    }
}
