package org.lakehousereplay.html.metric;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.report.RecordCommand;

/**
 * The command that replays one window of a fixture. It is made of names of files and of times that were read and
 * written anew: no text of the data gets into a shell.
 *
 * @param template the command with {@code {from}} and {@code {to}} where the times go
 */
record ReplayCommand(String template) {

    private static final String FROM = "{from}";
    private static final String TO = "{to}";
    private static final Pattern LOCAL_TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?");

    /** Characters that a selection of metrics takes for themselves. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    /**
     * The command of a fixture; empty when its name would be taken for a place of a time.
     *
     * @param pipeline the pipeline
     * @param fixture the fixture
     * @param metric the name of the metric
     */
    static Optional<ReplayCommand> of(PipelineRun pipeline, FixtureRun fixture, String metric) {
        String chosen = "-Dlakehouse.fixture=" + pipeline.name() + "/" + fixture.name();
        if (chosen.contains(FROM) || chosen.contains(TO)) {
            return Optional.empty();
        }
        String only =
                PLAIN_NAME.matcher(metric).matches() ? " " + RecordCommand.quote("-Dlakehouse.metric=" + metric) : "";
        return Optional.of(new ReplayCommand("mvn lakehouse:replay " + RecordCommand.quote(chosen) + only
                + " -Dlakehouse.from=" + FROM + " -Dlakehouse.to=" + TO));
    }

    /**
     * The command of a window; empty when a time is none.
     *
     * @param from the start, local time such as {@code 2024-05-18T12:00:00}
     * @param to the end
     */
    Optional<String> of(String from, String to) {
        if (!LOCAL_TIME.matcher(from).matches() || !LOCAL_TIME.matcher(to).matches()) {
            return Optional.empty();
        }
        return Optional.of(template.replace(FROM, from).replace(TO, to));
    }
}
