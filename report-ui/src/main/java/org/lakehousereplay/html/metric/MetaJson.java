package org.lakehousereplay.html.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.html.run.ReportRun.MetricDeclaration;
import org.lakehousereplay.html.store.DataChunk;
import org.lakehousereplay.html.store.FixtureCounts;
import org.lakehousereplay.html.store.MetricRows;
import org.lakehousereplay.html.store.MetricSubject;
import org.lakehousereplay.html.store.StoredColumn;

/** What the script is told of a metric before it reads any data. */
final class MetaJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode meta = MAPPER.createObjectNode();
    private final String slug;

    MetaJson(String slug, String pipeline, String metric, MetricDeclaration declaration) {
        this.slug = slug;
        meta.put("slug", slug).put("pipeline", pipeline).put("metric", metric).put("unit", declaration.unit());
    }

    MetaJson columns(MetricRows rows, MetricDeclaration declaration) {
        ArrayNode key = meta.putArray("key");
        rows.keys().forEach(column -> key.add(column.name()));
        Optional<String> window =
                rows.windowKey().map(index -> rows.keys().get(index).name());
        if (window.isPresent() && declaration.window().isPresent()) {
            ObjectNode node = meta.putObject("window").put("column", window.get());
            WindowTimes.seconds(declaration.window().get())
                    .ifPresentOrElse(seconds -> node.put("seconds", seconds), () -> node.putNull("seconds"));
            node.put("amount", declaration.window().get().amount());
            node.put("unit", declaration.window().get().unit());
        } else {
            meta.putNull("window");
        }
        ArrayNode measures = meta.putArray("measures");
        for (StoredColumn measure : rows.measures()) {
            measures.addObject()
                    .put("name", measure.name())
                    .put("type", measure.type())
                    .put("numeric", measure.numeric());
        }
        ArrayNode versions = meta.putArray("versions");
        rows.subject().versions().forEach(version -> versions.add(version.label()));
        meta.putArray("fixtures");
        return this;
    }

    /** A metric of which no row is kept. */
    MetaJson nothing() {
        meta.putArray("key");
        meta.putNull("window");
        meta.putArray("measures");
        meta.putArray("versions");
        meta.putArray("fixtures");
        return this;
    }

    void fixture(
            MetricSubject.Fixture fixture,
            String status,
            boolean asserted,
            FixtureCounts counts,
            Optional<Map<String, String>> first,
            List<DataChunk> chunks,
            Optional<ReplayCommand> replay) {
        ObjectNode node = ((ArrayNode) meta.get("fixtures")).addObject();
        node.put("name", fixture.name())
                .put("status", status.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("timeZone", fixture.timeZone())
                .put("asserted", asserted)
                .put("rows", counts.rows())
                .put("changed", counts.changed())
                .put("anomalies", counts.anomalies());
        if (first.isPresent()) {
            ObjectNode key = node.putObject("first").putObject("key");
            first.get().forEach(key::put);
        } else {
            node.putNull("first");
        }
        ArrayNode parts = node.putArray("chunks");
        chunks.forEach(
                chunk -> parts.addObject().put("id", chunkId(slug, chunk)).put("rows", chunk.rows()));
        node.put("replay", replay.map(ReplayCommand::template).orElse(null));
    }

    static String chunkId(String slug, DataChunk chunk) {
        return slug + "." + chunk.number();
    }

    /** JSON that ends no element and begins none, wherever it stands in HTML. */
    String render() {
        try {
            return MAPPER.writeValueAsString(meta)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
