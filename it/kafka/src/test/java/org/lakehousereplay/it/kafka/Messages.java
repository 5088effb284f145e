package org.lakehousereplay.it.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the JSON of messages, with all digits of their numbers. */
final class Messages {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Messages() {}

    static JsonNode read(String message) throws IOException {
        return JSON.readTree(message);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A number as a text, without the zeros at its end: the JSON format of Flink leaves them out. */
    static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Messages with each value as a text, whether it was a number or not, because replays have texts only. */
    static List<Message> asTexts(List<Message> messages) throws IOException {
        List<Message> texts = new ArrayList<>();
        for (Message message : messages) {
            texts.add(new Message(asTexts(message.key()), asTexts(message.value())));
        }
        return texts;
    }

    private static Optional<String> asTexts(Optional<String> json) throws IOException {
        if (json.isEmpty()) {
            return json;
        }
        ObjectNode texts = object();
        for (Map.Entry<String, JsonNode> field : read(json.get()).properties()) {
            JsonNode value = field.getValue();
            texts.put(field.getKey(), value.isNumber() ? text(value.decimalValue()) : value.textValue());
        }
        return Optional.of(texts.toString());
    }
}
