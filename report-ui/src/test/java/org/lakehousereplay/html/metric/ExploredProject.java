package org.lakehousereplay.html.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.html.EvidenceSettings;
import org.lakehousereplay.html.HtmlSettings;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportReader;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.store.DecodedRows;
import org.lakehousereplay.html.store.ReplayStore;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.ReportFiles;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.verify.Comparison;
import org.lakehousereplay.verify.ComparisonSettings;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** A user's project in a directory, run for real, or a run that is written by hand. */
final class ExploredProject {

    private final Path root;
    private EvidenceSettings evidence = EvidenceSettings.DEFAULT;

    ExploredProject(Path root) {
        this.root = root;
    }

    /** A metric that was read: what the page shows, and what the script gets. */
    record Explored(MetricExplorer explorer, Map<String, byte[]> data, String html) {

        JsonNode meta() {
            try {
                return new ObjectMapper().readTree(explorer.metaJson());
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
        }

        List<DecodedRows.Row> rows(String chunk, String zone, String... versions) {
            return new DecodedRows(data.get(chunk), zone).rows(List.of(versions));
        }
    }

    ExploredProject file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ExploredProject evidence(EvidenceSettings settings) {
        this.evidence = settings;
        return this;
    }

    Path output() {
        return root.resolve("target/lakehouse");
    }

    private Project project() {
        return new Project(
                root,
                root.resolve("src/main/lakehouse"),
                root.resolve("src/test/lakehouse"),
                output(),
                output().resolve("junit"),
                List.of());
    }

    private static Limits limits() {
        return new Limits(2, "", Duration.ofMinutes(1));
    }

    ExploredProject verify() {
        return keep(new Verification(project(), Selection.all(), limits(), Progress.SILENT).run());
    }

    /** Compares with the pipelines in the directory {@code old}. */
    ExploredProject compare() {
        Baseline baseline = new Baseline("1.0.0", "release 1.0.0", Optional.of("1.0.0"), root.resolve("old"));
        ComparisonSettings settings = new ComparisonSettings(
                Optional.of(baseline),
                "",
                List.of(baseline),
                ChangeLevel.MAJOR,
                Optional.of("2.0.0"),
                ComparisonSettings.BumpCheck.WARN,
                LocalDate.of(2026, 11, 21),
                Duration.ofMinutes(1));
        return keep(new Comparison(project(), Selection.all(), limits(), Progress.SILENT, settings).run());
    }

    private ExploredProject keep(RunReport report) {
        ReportFiles.write(report, output(), output().resolve("junit"));
        return this;
    }

    /** Reads a metric, {@code pipeline/metric}. */
    Explored explore(String id) {
        return explore(id.substring(0, id.indexOf('/')), id.substring(id.indexOf('/') + 1));
    }

    Explored explore(String pipelineName, String metricName) {
        ReportRun run = ReportReader.read(output().resolve("report.json"));
        PipelineRun pipeline = run.pipelines().stream()
                .filter(candidate -> candidate.name().equals(pipelineName))
                .findFirst()
                .orElseThrow();
        ReportRun.ModelText metric = pipeline.models().stream()
                .filter(model -> model.name().equals(metricName))
                .findFirst()
                .orElseThrow();
        Map<String, byte[]> data = new LinkedHashMap<>();
        HtmlSettings settings = new HtmlSettings("project", Locale.ENGLISH, false, evidence);
        MetricExplorer explorer;
        try (ReplayStore store = ReplayStore.open(output().resolve("replay.duckdb"))) {
            explorer = MetricExplorer.read(
                    store, run, pipeline, metric, "slug", settings, EvidencePolicy.of(evidence), data::put);
        }
        return new Explored(explorer, data, html(explorer, Locale.ENGLISH));
    }

    static String html(MetricExplorer explorer, Locale language) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, MetricExplorer.class.getClassLoader(), "org.lakehousereplay.html.template");
        StringOutput output = new StringOutput();
        engine.render("metric/explorer.jte", Map.of("explorer", explorer, "texts", Texts.of(language)), output);
        return output.toString();
    }
}
