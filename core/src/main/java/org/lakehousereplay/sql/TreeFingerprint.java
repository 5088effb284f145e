package org.lakehousereplay.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** Tells trees of queries apart by what they say and not by where it stands. */
final class TreeFingerprint {

    private static final List<String> PLACES = List.of("query_location", "query_location_length");

    private TreeFingerprint() {}

    /**
     * The fingerprint of the statements of a serialized text.
     *
     * @param statements an array, from which the places are removed
     */
    static String of(JsonNode statements) {
        Deque<JsonNode> pending = new ArrayDeque<>();
        pending.push(statements);
        while (!pending.isEmpty()) {
            JsonNode node = pending.pop();
            if (node instanceof ObjectNode object) {
                object.remove(PLACES);
            }
            node.forEach(pending::push);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(statements.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
