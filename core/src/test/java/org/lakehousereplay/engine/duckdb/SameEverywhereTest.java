package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.ProjectTree;

/** A run gives the same whatever the machine is set to, however many threads it has, and as often as it is repeated. */
class SameEverywhereTest {

    @TempDir
    private Path directory;

    private ProjectTree tree() {
        ProjectTree tree = new ProjectTree(directory)
                .main(
                        "p/sources.sql",
                        "CREATE TABLE orders (ID INTEGER, INFO VARCHAR, amount DECIMAL(18,2), real DOUBLE,"
                                + " seen TIMESTAMPTZ, local TIMESTAMP);")
                .main("p/hourly.sql", """
                        /* @metric
                        key: [hour_start]
                        window: {column: hour_start, size: 1 hour}
                        */
                        SELECT date_trunc('hour', seen) AS hour_start, sum(amount) AS gmv, avg(real) AS mean,
                          min(local) AS first_local, max(now()) AS asked, upper(max(INFO)) AS info
                        FROM orders GROUP BY ALL""");
        for (int number = 0; number < 6; number++) {
            tree.test(
                            "p/f" + number + "/fixture.yaml",
                            "clock: 2024-05-18T23:30:00\ntimeZone: "
                                    + List.of("Asia/Shanghai", "America/New_York", "UTC")
                                            .get(number % 3)
                                    + "\ntolerance: {hourly: {gmv: {absolute: 1234.5}}}")
                    .test(
                            "p/f" + number + "/input/orders.csv",
                            "id,info,amount,real,seen,local\n1,title,1234.50,0.1,"
                                    + "2024-05-18T12:00:00,2024-05-18T12:00:00\n2,I,1,1e-3,2024-05-18T12:30:00Z,2024-05-18T02:30:00\n")
                    .test(
                            "p/f" + number + "/expected/hourly.csv",
                            "hour_start,gmv,info\n2024-05-18T12:00:00,1234.49,X\n");
        }
        return tree;
    }

    private static RunReport withoutDurations(RunReport report) {
        List<PipelineResult> pipelines = report.pipelines().stream()
                .map(pipeline -> new PipelineResult(
                        pipeline.name(),
                        pipeline.directory(),
                        pipeline.definition(),
                        pipeline.fixtures().stream()
                                .map(fixture -> new FixtureResult(
                                        fixture.pipeline(),
                                        fixture.name(),
                                        fixture.description(),
                                        fixture.directory(),
                                        fixture.clock(),
                                        fixture.timeZone(),
                                        fixture.inputs(),
                                        fixture.metrics(),
                                        fixture.problems(),
                                        Duration.ZERO))
                                .toList(),
                        pipeline.problems()))
                .toList();
        return new RunReport(report.baseDirectory(), report.engine(), pipelines, report.problems(), Duration.ZERO)
                .standingOn(report.provenance());
    }

    @Test
    void withOneThreadOrManyAndInEveryRun() {
        ProjectTree tree = tree().limits(new Limits(1, "", Duration.ofMinutes(1)));
        RunReport first = withoutDurations(tree.verify());
        assertThat(first.status()).isEqualTo(Status.FAILED);
        assertThat(withoutDurations(tree.verify())).isEqualTo(first);
        tree.limits(new Limits(4, "", Duration.ofMinutes(1)));
        assertThat(withoutDurations(tree.verify())).isEqualTo(first);
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    void inAnyTimeZoneAndLocaleOfTheMachine() {
        ProjectTree tree = tree();
        RunReport first = withoutDurations(tree.verify());
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            for (String machine : List.of(
                    "America/New_York tr-TR",
                    "Asia/Kathmandu ar-EG-u-nu-arab",
                    "Pacific/Apia th-TH-u-ca-buddhist",
                    "Europe/Berlin de-DE")) {
                TimeZone.setDefault(TimeZone.getTimeZone(machine.split(" ")[0]));
                Locale.setDefault(Locale.forLanguageTag(machine.split(" ")[1]));
                assertThat(withoutDurations(tree.verify())).as(machine).isEqualTo(first);
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }
}
