package org.lakehousereplay.html.metric;

import java.util.List;
import org.lakehousereplay.html.HtmlSettings;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.store.ReplayStore;

/**
 * Everything that a page shows of the rows of a metric. It is rendered by {@code metric/explorer.jte}, which is handed
 * this record and the texts.
 *
 * @param facts what the overview tells
 * @param metaJson what the script is told, as JSON that is fit to stand in HTML
 * @param fixtures the metric on each fixture; those that differ come first
 * @param note what is not shown; empty when all is
 */
public record MetricExplorer(MetricFacts facts, String metaJson, List<FixtureView> fixtures, String note) {

    public MetricExplorer {
        fixtures = List.copyOf(fixtures);
    }

    /**
     * Reads a metric from the store, and hands out its data.
     *
     * @param store the replay store
     * @param run the run
     * @param pipeline the pipeline of the metric
     * @param metric a model with a metric's declaration
     * @param slug the name of the metric in names of files
     * @param settings how the report is made
     * @param policy what of the raw rows may be shown; one for a report, so that fingerprints can be compared
     * @param data takes the data for the script
     */
    public static MetricExplorer read(
            ReplayStore store,
            ReportRun run,
            PipelineRun pipeline,
            ModelText metric,
            String slug,
            HtmlSettings settings,
            EvidencePolicy policy,
            DataSink data) {
        return new ExplorerMaking(run, pipeline, metric, slug, settings, policy).read(store, data);
    }
}
