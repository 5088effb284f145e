package org.lakehousereplay.it.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.lakehousereplay.html.text.Texts;

/** A page of one metric, made by hand in the format of the report, for tests of the script alone. */
public final class SamplePage {

    /** The policy of the report's own pages. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lakehouse";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String slug;
    private final List<SampleFixture> fixtures = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private Locale language = Locale.ENGLISH;
    private boolean windowed = true;

    private SamplePage(String slug) {
        this.slug = slug;
    }

    public static SamplePage of(String slug) {
        return new SamplePage(slug);
    }

    public SamplePage in(Locale newLanguage) {
        language = newLanguage;
        return this;
    }

    /** Of a metric that has no time window. */
    public SamplePage withoutWindow() {
        windowed = false;
        return this;
    }

    public SamplePage with(SampleFixture fixture) {
        fixtures.add(fixture);
        return this;
    }

    /** Adds to the section of the metric, such as evidence or a command. */
    public SamplePage body(String html) {
        body.append(html);
        return this;
    }

    /** Escapes for HTML, quotes included. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Writes the directory of the report.
     *
     * @return the page
     */
    public Path write(Path directory) {
        try {
            for (String part : List.of("assets", "data", "metrics")) {
                Files.createDirectories(directory.resolve(part));
            }
            for (String asset : List.of("report.js", "report.css")) {
                try (InputStream content =
                        Texts.class.getResourceAsStream("/org/lakehousereplay/html/assets/" + asset)) {
                    Files.write(directory.resolve("assets").resolve(asset), content.readAllBytes());
                }
            }
            List<Map<String, Object>> described = new ArrayList<>();
            for (SampleFixture fixture : fixtures) {
                List<Map<String, Object>> chunks = new ArrayList<>();
                for (SampleFixture.Chunk chunk : fixture.chunks()) {
                    String id = slug + "." + described.size() + "-" + chunks.size();
                    String script = "lakehouseData(\"" + id + "\",\"" + packed(chunk.json()) + "\");\n";
                    Files.writeString(directory.resolve("data").resolve(id + ".js"), script);
                    chunks.add(Map.of("id", id, "rows", chunk.rows()));
                }
                described.add(fixture.described(chunks));
            }
            Path page = directory.resolve("metrics").resolve("page.html");
            Files.writeString(page, html(described));
            return page;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String packed(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String html(List<Map<String, Object>> described) {
        SampleFixture first = fixtures.get(0);
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("slug", slug);
        meta.put("pipeline", "weekend-coupon");
        meta.put("metric", "gmv_10min");
        meta.put("unit", "CNY");
        meta.put("key", first.key());
        meta.put("window", windowed ? Map.of("column", first.key().get(0), "seconds", 600) : null);
        meta.put("measures", first.measures());
        meta.put("versions", first.versions());
        meta.put("fixtures", described);
        Texts texts = Texts.of(language);
        return """
                <!DOCTYPE html>
                <html lang="%s" data-lr-root=".."><head><meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <title>gmv_10min</title><link rel="stylesheet" href="../assets/report.css"></head>
                <body><main><h1>gmv_10min</h1><section class="metric" id="metric-%s"><h2>Windows</h2>
                <script type="application/json" class="lr-meta">%s</script>
                <div class="lr-explorer"></div><div class="lr-static"><p id="static">Static windows</p></div>%s</section></main>
                <script type="application/json" id="lr-texts">%s</script>
                <script src="../assets/report.js" defer></script></body></html>
                """.formatted(
                        texts.language().toLanguageTag(),
                        POLICY,
                        escape(slug),
                        json(meta),
                        body,
                        json(texts.startingWith("ui.")));
    }

    /** JSON that is fit to stand in HTML. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
