package org.lakehousereplay.html.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.html.HtmlSettings;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.MetricRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.store.ColumnarData;
import org.lakehousereplay.html.store.DataChunk;
import org.lakehousereplay.html.store.EvidenceRows;
import org.lakehousereplay.html.store.FixtureCounts;
import org.lakehousereplay.html.store.MetricRows;
import org.lakehousereplay.html.store.MetricSubject;
import org.lakehousereplay.html.store.ReplayStore;
import org.lakehousereplay.html.store.ShownRow;
import org.lakehousereplay.html.store.ShownRows;
import org.lakehousereplay.html.text.Texts;

/** Puts the parts of a metric together. */
final class ExplorerMaking {

    private final ReportRun run;
    private final PipelineRun pipeline;
    private final ModelText metric;
    private final String slug;
    private final EvidencePolicy policy;
    private final Texts texts;
    private final MetricSubject subject;
    private final Map<String, ReplayCommand> commands = new HashMap<>();

    ExplorerMaking(
            ReportRun run,
            PipelineRun pipeline,
            ModelText metric,
            String slug,
            HtmlSettings settings,
            EvidencePolicy policy) {
        this.run = run;
        this.pipeline = pipeline;
        this.metric = metric;
        this.slug = slug;
        this.policy = policy;
        this.texts = Texts.of(settings.language());
        this.subject = ComparedVersions.of(run, pipeline, metric);
        for (FixtureRun fixture : pipeline.fixtures()) {
            ReplayCommand.of(pipeline, fixture, metric.name())
                    .ifPresent(command -> commands.put(fixture.name(), command));
        }
    }

    MetricExplorer read(ReplayStore store, DataSink data) {
        Optional<MetricRows> found = MetricRows.of(store, subject);
        if (found.isEmpty() || subject.fixtures().isEmpty()) {
            String meta = new MetaJson(
                            slug,
                            pipeline.name(),
                            metric.name(),
                            metric.metric().orElseThrow())
                    .nothing()
                    .render();
            found.ifPresent(MetricRows::close);
            return new MetricExplorer(FactsMaking.nothing(), meta, List.of(), texts.get("metric.no-rows"));
        }
        try (MetricRows rows = found.get()) {
            List<FixtureCounts> counts = FixtureCounts.of(rows);
            new ColumnarData(rows, counts).write((chunk, gzipped) -> data.add(MetaJson.chunkId(slug, chunk), gzipped));
            FixtureViews views = new FixtureViews(rows, counts, metric, commands, texts);
            EvidenceMaking evidence =
                    new EvidenceMaking(new EvidenceRows(store), subject, run, pipeline, policy, texts);
            List<FixtureView> fixtures =
                    views.make(evidence.make(metric.metric().orElseThrow().window(), commands));
            return new MetricExplorer(
                    new FactsMaking(rows, counts, texts).make(), meta(rows, counts), fixtures, views.note());
        }
    }

    private String meta(MetricRows rows, List<FixtureCounts> counts) {
        MetaJson meta = new MetaJson(
                        slug, pipeline.name(), metric.name(), metric.metric().orElseThrow())
                .columns(rows, metric.metric().orElseThrow());
        Map<Integer, Map<String, String>> first = first(rows, counts);
        Map<Integer, List<DataChunk>> chunks =
                DataChunk.of(counts).stream().collect(Collectors.groupingBy(DataChunk::fixture));
        for (FixtureCounts fixture : counts) {
            MetricSubject.Fixture named = subject.fixtures().get(fixture.fixture());
            MetricRun result = pipeline.fixtures().stream()
                    .filter(candidate -> candidate.name().equals(named.name()))
                    .flatMap(candidate -> ComparedVersions.result(candidate, metric).stream())
                    .findFirst()
                    .orElseThrow();
            meta.fixture(
                    named,
                    result.status(),
                    ComparedVersions.isAsserted(result),
                    fixture,
                    Optional.ofNullable(first.get(fixture.fixture())),
                    chunks.getOrDefault(fixture.fixture(), List.of()),
                    rows.windowKey().flatMap(window -> Optional.ofNullable(commands.get(named.name()))));
        }
        return meta.render();
    }

    private static Map<Integer, Map<String, String>> first(MetricRows rows, List<FixtureCounts> counts) {
        Set<Integer> fixtures = new LinkedHashSet<>();
        List<Long> numbers = new ArrayList<>();
        for (FixtureCounts fixture : counts) {
            fixture.firstChanged().ifPresent(number -> {
                fixtures.add(fixture.fixture());
                numbers.add(number);
            });
        }
        Map<Integer, Map<String, String>> first = new HashMap<>();
        for (ShownRow row : new ShownRows(rows).numbered(fixtures, numbers)) {
            first.put(row.fixture(), key(rows, row));
        }
        return first;
    }

    /** The key of a row by the names of its columns. */
    static Map<String, String> key(MetricRows rows, ShownRow row) {
        Map<String, String> key = new LinkedHashMap<>();
        for (int index = 0; index < rows.keys().size(); index++) {
            key.put(rows.keys().get(index).name(), row.key().get(index));
        }
        return key;
    }
}
