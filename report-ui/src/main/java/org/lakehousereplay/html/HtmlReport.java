package org.lakehousereplay.html;

import java.nio.file.Path;
import org.lakehousereplay.html.output.StagedReport;
import org.lakehousereplay.html.page.ReportPages;
import org.lakehousereplay.html.run.ReportReader;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.store.ReplayStore;

/**
 * The HTML report of a run. Public API: used by front ends.
 *
 * <pre>{@code
 * Path output = Path.of("target/lakehouse");
 * HtmlReport.write(
 *         output.resolve("report.json"),
 *         output.resolve("replay.duckdb"),
 *         output.resolve("report"),
 *         new HtmlSettings("metrics 1.1.0", Locale.ENGLISH, false, EvidenceSettings.DEFAULT));
 * }</pre>
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Writes the report: {@code index.html} and what it needs. It appears as a whole, in place of the report before; when
     * anything goes wrong that one stays. Two reports of the same run are the same, but for fingerprints of raw values.
     *
     * @param reportJson what the run was found to be, {@code report.json}
     * @param store the rows of the run, {@code replay.duckdb}
     * @param directory the directory of the report; it may be missing, empty or hold an earlier report
     * @param settings how the report is made
     * @return the page to open
     * @throws org.lakehousereplay.diagnostic.ProblemException when an input is missing or damaged, or the directory holds
     *     something else or cannot be written
     */
    public static Path write(Path reportJson, Path store, Path directory, HtmlSettings settings) {
        ReportRun run = ReportReader.read(reportJson);
        try (ReplayStore rows = ReplayStore.open(store);
                StagedReport report = StagedReport.begin(directory)) {
            new ReportPages(run, rows, settings).write(report);
            report.publish();
        }
        return directory.resolve("index.html");
    }
}
