package org.lakehousereplay.flink.run;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** A row of a row file as tests spell it: kind and values, separated by bars. */
final class RowLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RowLine() {}

    static String of(String json) throws IOException {
        JsonNode row = JSON.readTree(json);
        StringBuilder line = new StringBuilder(row.has("k") ? row.get("k").asText() : "+I");
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            if (member.getKey().startsWith("c")) {
                line.append('|')
                        .append(
                                member.getValue().isNull()
                                        ? ""
                                        : member.getValue().asText());
            }
        }
        return line.toString();
    }
}
