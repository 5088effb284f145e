package org.lakehousereplay.html.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lakehousereplay.html.HtmlSettings;
import org.lakehousereplay.html.metric.DataSink;
import org.lakehousereplay.html.metric.MetricExplorer;
import org.lakehousereplay.html.metric.MetricFacts;
import org.lakehousereplay.html.output.Assets;
import org.lakehousereplay.html.output.HtmlJson;
import org.lakehousereplay.html.output.StagedReport;
import org.lakehousereplay.html.part.Links;
import org.lakehousereplay.html.part.Shell;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.store.ReplayStore;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/** Renders the pages of a run, as a folder or as a single file. */
public final class ReportPages {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPages.class.getClassLoader(), "org.lakehousereplay.html.template");

    private final ReportRun run;
    private final ReplayStore store;
    private final HtmlSettings settings;
    private final Texts texts;
    private final EvidencePolicy policy;
    private final Assets assets = Assets.load();
    private final List<MetricCase> cases;
    private final Map<String, PipelineLineage> lineages;

    /**
     * @param run what the run was found to be
     * @param store its rows
     * @param settings how the report is made
     */
    public ReportPages(ReportRun run, ReplayStore store, HtmlSettings settings) {
        this.run = run;
        this.store = store;
        this.settings = settings;
        this.texts = Texts.of(settings.language());
        this.policy = EvidencePolicy.of(settings.evidence());
        this.cases = MetricCase.of(run);
        this.lineages = PipelineLineage.of(run, store);
    }

    /** Renders all pages into a report. */
    public void write(StagedReport report) {
        if (settings.singleFile()) {
            writeSingleFile(report);
        } else {
            writeFolder(report);
        }
    }

    private void writeFolder(StagedReport report) {
        report.write("assets/report.css", assets.style());
        report.write("assets/report.js", assets.script());
        DataSink data = (id, gzipped) -> report.write(
                "data/" + id + ".js",
                "lakehouseData(\"" + id + "\",\"" + Base64.getEncoder().encodeToString(gzipped) + "\");\n");
        Map<String, MetricFacts> facts = new ConcurrentHashMap<>();
        MetricWorkers.forEach(cases, store, (metric, rows) -> {
            MetricPage page = page(metric, rows, Links.fromMetric(), data, facts);
            Shell shell = shell(page.name(), Links.fromMetric(), Assets.folderPolicy(), "", "", List.of());
            report.write(
                    "metrics/" + metric.slug() + ".html",
                    render("metric-page.jte", Map.of("shell", shell, "page", page)));
            return page.slug();
        });
        Links links = Links.fromOverview(false);
        Shell shell = shell("", links, Assets.folderPolicy(), "", "", List.of());
        report.write(
                "index.html",
                render("index.jte", Map.of("shell", shell, "page", overview(facts, links), "metrics", List.of())));
    }

    private void writeSingleFile(StagedReport report) {
        Links links = Links.fromOverview(true);
        Map<String, MetricFacts> facts = new ConcurrentHashMap<>();
        List<PageWithData> pages = MetricWorkers.forEach(cases, store, (metric, rows) -> {
            List<Shell.Chunk> chunks = new ArrayList<>();
            DataSink data = (id, gzipped) ->
                    chunks.add(new Shell.Chunk(id, Base64.getEncoder().encodeToString(gzipped)));
            return new PageWithData(page(metric, rows, links, data, facts), chunks);
        });
        List<MetricPage> metrics = pages.stream().map(PageWithData::page).toList();
        List<Shell.Chunk> chunks =
                pages.stream().flatMap(page -> page.chunks().stream()).toList();
        Shell shell = shell("", links, assets.singleFilePolicy(), assets.style(), assets.script(), chunks);
        report.write(
                "index.html",
                render("index.jte", Map.of("shell", shell, "page", overview(facts, links), "metrics", metrics)));
    }

    private record PageWithData(MetricPage page, List<Shell.Chunk> chunks) {}

    private MetricPage page(
            MetricCase metric, ReplayStore rows, Links links, DataSink data, Map<String, MetricFacts> facts) {
        Optional<MetricExplorer> explorer = metric.model()
                .filter(model -> !metric.replays().isEmpty())
                .map(model -> MetricExplorer.read(
                        rows, run, metric.pipeline(), model, metric.slug(), settings, policy, data));
        explorer.ifPresent(read -> facts.put(metric.slug(), read.facts()));
        return MetricPage.of(metric, explorer, lineages.get(metric.pipeline().name()), run, links, policy, texts);
    }

    private OverviewPage overview(Map<String, MetricFacts> facts, Links links) {
        return OverviewPage.of(run, cases, facts, lineages, links, policy, texts);
    }

    private Shell shell(
            String title, Links links, String contentPolicy, String style, String script, List<Shell.Chunk> chunks) {
        return new Shell(
                texts,
                VisibleText.ofSentence(settings.title()),
                title,
                links,
                contentPolicy,
                style,
                script,
                HtmlJson.write(texts.startingWith("ui.")),
                chunks);
    }

    private static String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, parameters, output);
        return output.toString();
    }
}
