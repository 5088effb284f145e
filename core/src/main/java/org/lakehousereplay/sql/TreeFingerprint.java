package org.lakehousereplay.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Tells trees of queries apart by what they say and not by where it stands. */
final class TreeFingerprint {

    private static final Set<String> PLACES = Set.of("query_location", "query_location_length");

    private TreeFingerprint() {}

    /** The fingerprint of the statements of a serialized text; the walk keeps its own stack, as trees may be deep. */
    static String of(JsonNode statements) {
        MessageDigest digest = digest();
        Deque<Object> pending = new ArrayDeque<>();
        pending.push(statements);
        while (!pending.isEmpty()) {
            Object next = pending.pop();
            if (!(next instanceof JsonNode node)) {
                update(digest, String.valueOf(next));
            } else if (node.isObject()) {
                update(digest, "{");
                pending.push("}");
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    if (!PLACES.contains(field.getKey())) {
                        pending.push(field.getValue());
                        pending.push("." + field.getKey());
                    }
                }
            } else if (node.isArray()) {
                update(digest, "[");
                pending.push("]");
                node.forEach(pending::push);
            } else {
                update(digest, node.getNodeType() + ":" + node.asText());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A length before each text, so that no two sequences of texts look alike. */
    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
