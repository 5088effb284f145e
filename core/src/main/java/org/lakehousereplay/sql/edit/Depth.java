package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** How deep a tree is. Trees are walked by recursion up to a depth that fits into any thread's stack. */
final class Depth {

    /** Some hundred operators in a row: each takes up to three levels of a tree. */
    static final int MOST = 1_000;

    private Depth() {}

    static int of(JsonNode root) {
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
