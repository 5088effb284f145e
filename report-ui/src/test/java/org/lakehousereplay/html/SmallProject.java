package org.lakehousereplay.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.report.ReportJson;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.verify.Comparison;
import org.lakehousereplay.verify.ComparisonSettings;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** A user's project in a directory, and its report. For the tests of this module. */
final class SmallProject {

    private final Path root;
    private final List<Baseline> releases = new ArrayList<>();

    SmallProject(Path root) {
        this.root = root;
    }

    /** A shop with one fixture whose metric is as expected. */
    static SmallProject shop(Path root) {
        return new SmallProject(root)
                .main("shop/sources.sql", """
                        CREATE TABLE orders (order_id BIGINT, user_id VARCHAR, amount DECIMAL(12, 2), status VARCHAR, paid_at TIMESTAMP);
                        """)
                .main("shop/dwd/orders_clean.sql", """
                        SELECT user_id, amount, paid_at
                        FROM orders
                        WHERE paid_at IS NOT NULL
                        """)
                .main("shop/gmv.sql", """
                        /* @metric
                        description: GMV of paid orders
                        unit: CNY
                        key: [window_start]
                        window: {column: window_start, size: 10 minutes}
                        */
                        SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, SUM(amount)::DECIMAL(18, 2) AS gmv
                        FROM orders_clean
                        GROUP BY ALL
                        """)
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,amount,status,paid_at
                        1,u-secret,100.00,paid,2024-05-18 12:01:00
                        2,u2,3.00,refunded,2024-05-18 12:02:00
                        3,u3,50.00,paid,2024-05-18 12:11:00
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,gmv
                        2024-05-18 12:00:00,103.00
                        2024-05-18 12:10:00,50.00
                        """);
    }

    /** A file of the pipelines. */
    Path pipelineFile(String path) {
        return root.resolve("src/main/lakehouse").resolve(path);
    }

    SmallProject main(String path, String text) {
        return file("src/main/lakehouse/" + path, text);
    }

    SmallProject test(String path, String text) {
        return file("src/test/lakehouse/" + path, text);
    }

    SmallProject file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    SmallProject edit(String path, String text, String replacement) {
        try {
            String before = Files.readString(root.resolve("src/main/lakehouse").resolve(path));
            if (!before.contains(text)) {
                throw new AssertionError(path + " does not contain " + text);
            }
            return main(path, before.replace(text, replacement));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    SmallProject delete(String path) {
        try {
            Files.delete(root.resolve("src/main/lakehouse").resolve(path));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Keeps the pipelines as they are now as a version; the first one is what is compared with. */
    SmallProject release(String version) {
        return release(version, version);
    }

    /** Keeps the pipelines in a directory, under the name that users give to that version. */
    SmallProject release(String version, String label) {
        Path released = root.resolve("releases").resolve(version);
        Path pipelines = root.resolve("src/main/lakehouse");
        try (Stream<Path> files = Files.walk(pipelines)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = released.resolve(pipelines.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        releases.add(new Baseline(label, "org.example:shop:" + version, Optional.of(version), released));
        return this;
    }

    SmallProject verify() {
        new Verification(project(), Selection.all(), limits(), Progress.SILENT).run();
        return this;
    }

    /** Verifies it and has the report tell of mutants besides. */
    SmallProject mutate(PipelineMutation... found) {
        RunReport report = new Verification(project(), Selection.all(), limits(), Progress.SILENT).run();
        return file("target/lakehouse/report.json", ReportJson.render(report.mutatedBy(List.of(found))));
    }

    SmallProject compare() {
        verify();
        ComparisonSettings settings = new ComparisonSettings(
                releases.stream().findFirst(),
                "",
                releases,
                ChangeLevel.MAJOR,
                Optional.of("1.0.1-SNAPSHOT"),
                ComparisonSettings.BumpCheck.WARN,
                LocalDate.of(2026, 11, 21),
                Duration.ofMinutes(1));
        new Comparison(project(), Selection.all(), limits(), Progress.SILENT, settings).run();
        return this;
    }

    /** Writes the report of the last run. */
    Path report(String directory, HtmlSettings settings) {
        Path target = root.resolve(directory);
        HtmlReport.write(output().resolve("report.json"), output().resolve("replay.duckdb"), target, settings);
        return target;
    }

    private static Limits limits() {
        return new Limits(2, "", Duration.ofMinutes(1));
    }

    private Path output() {
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
}
