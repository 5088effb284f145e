package org.lakehousereplay.html.store;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads chunks as the script does, and gives the texts of what they hold. */
public final class DecodedRows {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** A row: its key, the candidate's measures (null where it has no row), and those of each version. */
    public record Row(List<String> key, List<String> actual, List<List<String>> versions) {}

    private final JsonNode data;
    private final ZoneId zone;

    public DecodedRows(byte[] gzipped, String zone) {
        try {
            this.data = MAPPER.readTree(new GZIPInputStream(new ByteArrayInputStream(gzipped)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.zone = ZoneId.of(zone);
    }

    public JsonNode data() {
        return data;
    }

    /** All rows, with those versions. */
    public List<Row> rows(List<String> versions) {
        int count = data.get("rows").intValue();
        List<List<String>> keys = new ArrayList<>();
        for (JsonNode key : data.get("key")) {
            keys.add(column(key, count));
        }
        List<List<String>> base = new ArrayList<>();
        for (JsonNode measure : data.get("measures")) {
            List<String> texts = column(measure, count);
            overlay(texts, data.get("exact").get(measure.get("name").textValue()));
            base.add(texts);
        }
        boolean[] absent = flags(data.get("absent"), count);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(new Row(at(keys, row), absent[row] ? null : at(base, row), new ArrayList<>()));
        }
        for (String version : versions) {
            JsonNode node = data.get("versions").get(version);
            List<List<String>> values = new ArrayList<>();
            int index = 0;
            for (JsonNode measure : data.get("measures")) {
                List<String> texts = new ArrayList<>(base.get(index++));
                overlay(texts, node.get("cells").get(measure.get("name").textValue()));
                values.add(texts);
            }
            boolean[] gone = flags(node.get("absent"), count);
            for (int row = 0; row < count; row++) {
                rows.get(row).versions().add(gone[row] ? null : at(values, row));
            }
        }
        return rows;
    }

    private static List<String> at(List<List<String>> columns, int row) {
        List<String> values = new ArrayList<>();
        columns.forEach(column -> values.add(column.get(row)));
        return values;
    }

    private static boolean[] flags(JsonNode places, int count) {
        boolean[] flags = new boolean[count];
        places.forEach(place -> flags[place.intValue()] = true);
        return flags;
    }

    private static void overlay(List<String> texts, JsonNode cells) {
        if (cells != null) {
            for (int index = 0; index < cells.get("r").size(); index++) {
                texts.set(
                        cells.get("r").get(index).intValue(),
                        cells.get("v").get(index).textValue());
            }
        }
    }

    private List<String> column(JsonNode column, int count) {
        List<String> texts = new ArrayList<>();
        switch (column.get("t").textValue()) {
            case "time", "instant" -> times(column, texts);
            case "dict" ->
                column.get("code")
                        .forEach(code -> texts.add(
                                column.get("values").get(code.intValue()).textValue()));
            case "text" -> column.get("values").forEach(value -> texts.add(value.textValue()));
            case "decimal" ->
                column.get("v")
                        .forEach(value -> texts.add(
                                value.isNull()
                                        ? null
                                        : BigDecimal.valueOf(
                                                        value.longValue(),
                                                        column.get("scale").intValue())
                                                .toPlainString()));
            case "double" -> column.get("v").forEach(value -> texts.add(value.isNull() ? null : value.asText()));
            default -> throw new IllegalArgumentException(column.toString());
        }
        if (texts.size() != count) {
            throw new IllegalStateException(texts.size() + " values in " + column.get("name") + ", not " + count);
        }
        return texts;
    }

    private void times(JsonNode column, List<String> texts) {
        long unit =
                switch (column.get("step").textValue()) {
                    case "s" -> 1_000_000;
                    case "ms" -> 1_000;
                    default -> 1;
                };
        long time = column.get("start").longValue();
        for (JsonNode delta : column.get("delta")) {
            time += delta.longValue();
            long micros = time * unit;
            Instant instant =
                    Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
            boolean zoned = column.get("t").textValue().equals("instant");
            LocalDateTime local = LocalDateTime.ofInstant(instant, zoned ? zone : ZoneOffset.UTC);
            String text = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(local);
            long fraction = Math.floorMod(micros, 1_000_000L);
            if (fraction != 0) {
                text += ("." + String.format("%06d", fraction)).replaceAll("0+$", "");
            }
            if (zoned) {
                ZoneOffset offset = zone.getRules().getOffset(instant);
                text += offset.getId();
            }
            texts.add(text);
        }
    }
}
