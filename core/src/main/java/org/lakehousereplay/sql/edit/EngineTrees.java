package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.WrittenQuery;
import org.lakehousereplay.sql.SqlFailure;

/** Turns SQL into the engine's syntax trees and back. For those in this library that change trees of queries. */
public final class EngineTrees {

    private static final int MOST_NESTING = 100_000;

    private static final JsonMapper JSON = mapper(MOST_NESTING);

    private final ScratchDatabase database;

    public EngineTrees(ScratchDatabase database) {
        this.database = database;
    }

    /**
     * Reads and writes trees as JSON. Numbers keep all their digits, so that a constant comes back as it was written.
     *
     * @param nesting how deep a tree may be
     */
    public static JsonMapper mapper(int nesting) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(nesting)
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(nesting)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * The tree of some statements, with all fields that the way back needs.
     *
     * @return the tree; empty when it is too large to be read
     * @throws SqlFailure when the text does not parse
     */
    public Optional<JsonNode> read(String sql) throws SqlFailure {
        String json = database.query("SELECT json_serialize_sql(?::VARCHAR)", sql)
                .get(0)
                .get(0);
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.path("error").asBoolean()) {
                database.parse(sql);
                return Optional.empty();
            }
            return Optional.of(tree);
        } catch (JsonProcessingException tooLarge) {
            return Optional.empty();
        }
    }

    /** The tree of SQL that the engine has written itself; empty when it cannot read that. */
    public Optional<JsonNode> readOwn(String sql) {
        try {
            return read(sql);
        } catch (SqlFailure unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The SQL of many trees, and the fingerprint of each.
     *
     * @return in the order of the trees; empty for one that the engine cannot write
     */
    public List<Optional<WrittenQuery>> writeAll(List<JsonNode> trees) {
        try {
            return database.write(JSON.writeValueAsString(trees)).stream()
                    .map(Optional::of)
                    .toList();
        } catch (SqlFailure | JsonProcessingException unwritable) {
            if (trees.size() == 1) {
                return List.of(Optional.empty());
            }
            // One of them is to blame: the halves find out which.
            int half = trees.size() / 2;
            List<Optional<WrittenQuery>> written = new ArrayList<>(writeAll(trees.subList(0, half)));
            written.addAll(writeAll(trees.subList(half, trees.size())));
            return written;
        }
    }

    /** The SQL of a tree; empty when the engine cannot write it. */
    public Optional<String> write(JsonNode tree) {
        try {
            return Optional.of(
                    database.query("SELECT json_deserialize_sql(?::VARCHAR::JSON)", JSON.writeValueAsString(tree))
                            .get(0)
                            .get(0));
        } catch (SqlFailure | JsonProcessingException unwritable) {
            return Optional.empty();
        }
    }
}
