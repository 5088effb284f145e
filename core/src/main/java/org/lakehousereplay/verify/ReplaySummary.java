package org.lakehousereplay.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ConsoleLine.Level;
import org.lakehousereplay.report.FailureMessage;
import org.lakehousereplay.report.Quantity;
import org.lakehousereplay.report.RowsTable;
import org.lakehousereplay.report.ShownPaths;
import org.lakehousereplay.report.VisibleText;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.sql.SqlName;

/**
 * What a replay looks like on the console: the raw rows that took part, each metric as a table, and where to look
 * further. Public API: called by front ends.
 *
 * @param project where the files are
 * @param request what was replayed
 * @param shownRows how many rows of each table are shown
 */
public record ReplaySummary(Project project, ReplayRequest request, int shownRows) {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The lines of a replay. */
    public List<ConsoleLine> lines(ReplayResult result) {
        List<ConsoleLine> lines = new ArrayList<>();
        addInputs(lines, result);
        result.tables().forEach(table -> addTable(lines, table));
        for (MetricResult metric : result.fixture().metrics()) {
            if (metric.status() == Status.FAILED) {
                FailureMessage.of(project.baseDirectory(), result.fixture(), metric)
                        .lines()
                        .forEach(line -> lines.add(new ConsoleLine(Level.WARN, line)));
            }
        }
        ShownPaths paths = new ShownPaths(project.baseDirectory());
        result.problems().forEach(problem -> lines.add(new ConsoleLine(Level.ERROR, paths.render(problem))));
        addStore(lines, result, paths);
        return List.copyOf(lines);
    }

    private void addInputs(List<ConsoleLine> lines, ReplayResult result) {
        FixtureResult fixture = result.fixture();
        ShownPaths paths = new ShownPaths(project.baseDirectory());
        boolean ranged = request.from().isPresent() || request.to().isPresent();
        boolean ofFixture = request instanceof ReplayRequest.OfFixture;
        String range = request.from().map(from -> " from " + from).orElse("")
                + request.to().map(to -> " to " + to + " (excluded)").orElse("");
        add(
                lines,
                "Replayed " + VisibleText.ofName(ofFixture ? fixture.id() : fixture.pipeline())
                        + (ofFixture && ranged ? ", windows" : "") + VisibleText.ofSentence(range) + ", time zone "
                        + fixture.timeZone());
        for (InputResult input : fixture.inputs()) {
            String rows = Quantity.of(input.rows(), "row");
            if (ranged && !ofFixture) {
                rows += result.timelessSources().contains(input.source())
                        ? ", all of them, because the source declares no event time"
                        : " in the range";
            }
            add(
                    lines,
                    "  " + VisibleText.ofName(input.source()) + ": " + rows + " ("
                            + VisibleText.ofSentence(paths.show(input.path())
                                    + input.version()
                                            .map(version -> ", " + version)
                                            .orElse(""))
                            + ")");
        }
    }

    private void addTable(List<ConsoleLine> lines, ReplayResult.Table table) {
        add(lines, "");
        add(
                lines,
                VisibleText.ofName(table.metric())
                        + (table.description().isEmpty() ? "" : ": " + VisibleText.ofSentence(table.description())));
        if (table.rows().isEmpty()) {
            add(lines, "  no row");
        } else {
            RowsTable.lines(table.columns(), table.rows(), shownRows).forEach(line -> add(lines, line));
        }
    }

    private void addStore(List<ConsoleLine> lines, ReplayResult result, ShownPaths paths) {
        Optional<String> metric =
                result.tables().stream().map(ReplayResult.Table::metric).findFirst();
        String example = metric.map(name -> ", for instance: SELECT * FROM "
                        + VisibleText.ofSentence(name(result.fixture().pipeline()) + "." + name(name)))
                .orElse("");
        add(lines, "");
        add(
                lines,
                "Raw rows and outputs are in "
                        + VisibleText.ofSentence(
                                paths.show(project.outputDirectory().resolve(Verification.STORE)))
                        + example);
    }

    private static String name(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : SqlName.quote(name);
    }

    private static void add(List<ConsoleLine> lines, String text) {
        lines.add(new ConsoleLine(Level.INFO, text));
    }
}
