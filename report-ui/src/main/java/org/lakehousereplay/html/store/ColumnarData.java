package org.lakehousereplay.html.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the rows of a metric for the script: column by column, and of other versions only what differs. The database
 * makes the lists, many chunks at once; here they are only put together.
 */
public final class ColumnarData {

    /** How many rows are asked for at once; texts of so many rows are in memory. */
    private static final int ROWS_AT_ONCE = 2 * DataChunk.MOST_ROWS;

    private final MetricRows rows;
    private final List<DataChunk> chunks;
    private final List<Encoding> keys;
    private final List<Encoding> measures;
    private final ChunkQueries queries;

    /**
     * @param rows the rows of a metric
     * @param counts how many there are
     */
    public ColumnarData(MetricRows rows, List<FixtureCounts> counts) {
        this.rows = rows;
        this.chunks = DataChunk.of(counts);
        this.keys = Encodings.ofKeys(rows);
        this.measures = Encodings.ofMeasures(rows);
        this.queries = new ChunkQueries(rows);
        queries.createStarts(counts, chunks);
    }

    /**
     * Writes all chunks, in order.
     *
     * @param target takes each, in gzip
     */
    public void write(BiConsumer<DataChunk, byte[]> target) {
        for (int from = 0; from < chunks.size(); ) {
            String zone = zone(chunks.get(from));
            int to = from;
            long size = 0;
            while (to < chunks.size()
                    && zone(chunks.get(to)).equals(zone)
                    && (size == 0 || size + chunks.get(to).rows() <= ROWS_AT_ONCE)) {
                size += chunks.get(to).rows();
                to++;
            }
            rows.store().execute("SET TimeZone = " + Quoted.text(zone));
            write(chunks.subList(from, to), target);
            from = to;
        }
    }

    private String zone(DataChunk chunk) {
        return rows.subject().fixtures().get(chunk.fixture()).timeZone();
    }

    private void write(List<DataChunk> part, BiConsumer<DataChunk, byte[]> target) {
        DataChunk last = part.get(part.size() - 1);
        ChunkQueries.Range range = new ChunkQueries.Range(part.get(0).start(), last.start() + last.rows());
        List<Map<Integer, String>> ofKeys = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            ofKeys.add(queries.column(range, rows.keys().get(index), "k" + index, keys.get(index)));
        }
        List<Map<Integer, String>> ofMeasures = new ArrayList<>();
        for (int index = 0; index < measures.size(); index++) {
            ofMeasures.add(queries.column(range, rows.measures().get(index), "b" + index, measures.get(index)));
        }
        Map<Integer, String> absent = queries.absent(range);
        Map<Integer, String> exact = queries.exact(range, measures);
        List<Map<Integer, String>> cells = new ArrayList<>();
        List<Map<Integer, String>> absentOfVersions = new ArrayList<>();
        Set<Integer> further = queries.further(range);
        for (int version = 0; version < rows.subject().versions().size(); version++) {
            cells.add(queries.cells(range, version));
            absentOfVersions.add(queries.absent(range, version));
        }
        Map<Integer, String> anomalies = queries.anomalies(range);
        for (DataChunk chunk : part) {
            Map<String, String> versions = new LinkedHashMap<>();
            for (int version = 0; version < rows.subject().versions().size(); version++) {
                String text = version(chunk, version, absentOfVersions.get(version), cells.get(version), further);
                if (!text.isEmpty()) {
                    versions.put(rows.subject().versions().get(version).label(), text);
                }
            }
            target.accept(chunk, gzip(json -> {
                json.write("{\"rows\":" + chunk.rows() + ",\"key\":[");
                columns(json, chunk, rows.keys(), ofKeys);
                json.write("],\"measures\":[");
                columns(json, chunk, rows.measures(), ofMeasures);
                json.write("],\"absent\":[" + absent.getOrDefault(chunk.number(), "") + "],\"exact\":{");
                json.write(exact.getOrDefault(chunk.number(), ""));
                json.write("},\"versions\":{");
                String separator = "";
                for (Map.Entry<String, String> version : versions.entrySet()) {
                    json.write(separator + JsonText.of(version.getKey()) + ":" + version.getValue());
                    separator = ",";
                }
                json.write("},\"anomalies\":[" + anomalies.getOrDefault(chunk.number(), "") + "]}");
            }));
        }
    }

    private static void columns(
            Writer json, DataChunk chunk, List<StoredColumn> columns, List<Map<Integer, String>> written)
            throws IOException {
        for (int index = 0; index < columns.size(); index++) {
            json.write(index == 0 ? "" : ",");
            json.write("{\"name\":" + JsonText.of(columns.get(index).name()) + ",");
            json.write(written.get(index).get(chunk.number()));
            json.write("}");
        }
    }

    /** What a version has in a chunk; empty when it was not compared on the fixture. */
    private String version(
            DataChunk chunk,
            int number,
            Map<Integer, String> absent,
            Map<Integer, String> cells,
            Set<Integer> further) {
        MetricSubject.Version version = rows.subject().versions().get(number);
        String fixture = rows.subject().fixtures().get(chunk.fixture()).name();
        if (!version.fixtures().contains(fixture)) {
            return "";
        }
        List<String> names = rows.unchecked(number, chunk.fixture());
        String notChecked = names.isEmpty()
                ? ""
                : ",\"unchecked\":["
                        + String.join(",", names.stream().map(JsonText::of).toList()) + "]";
        return "{\"absent\":[" + absent.getOrDefault(chunk.number(), "") + "],\"cells\":{"
                + cells.getOrDefault(chunk.number(), "") + "}" + notChecked
                + (version.expectation() && further.contains(chunk.number()) ? ",\"contains\":true" : "") + "}";
    }

    private interface Content {
        void write(Writer json) throws IOException;
    }

    private static byte[] gzip(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer json = new OutputStreamWriter(new QuickGzip(bytes), StandardCharsets.UTF_8)) {
            content.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    /** On digits the usual level takes eight times as long as this one, and is three percent smaller. */
    private static final class QuickGzip extends GZIPOutputStream {

        private static final int LEVEL = 4;
        private static final int BUFFER = 1 << 16;

        QuickGzip(ByteArrayOutputStream bytes) throws IOException {
            super(bytes, BUFFER);
            def.setLevel(LEVEL);
        }
    }
}
