package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.fixture.FixtureReader;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.ProjectTree;
import org.lakehousereplay.verify.Selection;

/**
 * A mutant is killed when a verification of a project with the changed SQL is red, and alive when it is green: each is
 * written into the project and verified by the usual road.
 */
final class MutantVerdictsTest {

    /** Of the mutants of the sample, one in so many is tried, since each is a run of its own. */
    private static final int ONE_IN = 12;

    @TempDir
    private Path directory;

    @Test
    void killed_is_what_verification_calls_red() throws Exception {
        ProjectTree project = new ProjectTree(directory)
                .main("shop/pipeline.yaml", "timeZone: Asia/Shanghai\n")
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (order_id BIGINT NOT NULL, user_id BIGINT, amount DECIMAL(10, 2),"
                                + " status VARCHAR, paid_at TIMESTAMPTZ);")
                .main("shop/clean.sql", """
                        SELECT * FROM orders WHERE status IN ('PAID', 'SHIPPED')
                        QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at DESC) = 1
                        """)
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [window_start]
                        window: {column: window_start, size: 10 minutes}
                        checks: [buyers > 0, {check: gmv >= 10, threshold: 50 %}]
                        */
                        SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start,
                            SUM(amount) AS gmv, COUNT(DISTINCT user_id) AS buyers,
                            ROUND(SUM(amount) / NULLIF(COUNT(DISTINCT user_id), 0), 2)::DOUBLE AS per_buyer
                        FROM clean GROUP BY ALL -- by window
                        """)
                .main("shop/top.sql", """
                        /* @metric
                        key: [user_id]
                        ordered: true
                        */
                        SELECT user_id, COALESCE(SUM(amount), 0) AS spent,
                            CASE WHEN SUM(amount) >= 20 THEN 'gold' ELSE 'plain' END AS class
                        FROM clean WHERE amount > 1 GROUP BY user_id ORDER BY spent DESC, user_id LIMIT 2;
                        """)
                .test("shop/noon/fixture.yaml", "contains: [top]\ntolerance: {gmv: {per_buyer: {absolute: 0.5}}}\n")
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,amount,status,paid_at
                        1,7,20.00,PAID,2024-05-18T12:00:00
                        2,7,15.50,SHIPPED,2024-05-18T12:09:59
                        2,7,15.50,SHIPPED,2024-05-18T12:09:59
                        3,8,99.00,OPEN,2024-05-18T12:05:00
                        4,9,1.00,PAID,2024-05-18T12:10:00
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,gmv,per_buyer
                        2024-05-18T12:00:00+08:00,35.50,35.5
                        2024-05-18T12:10:00+08:00,1.00,1.0
                        """)
                .test("shop/noon/expected/top.csv", "user_id,spent\n7,35.50\n")
                .test("shop/evening/fixture.yaml", "timeZone: America/New_York\n")
                .test("shop/evening/input/orders.csv", """
                        order_id,user_id,amount,status,paid_at
                        1,7,20.00,PAID,2024-05-18T20:00:00
                        2,8,20.00,PAID,2024-05-18T20:00:01
                        3,9,5.00,PAID,2024-05-18T20:00:02
                        """)
                .test("shop/evening/expected/top.csv", "user_id,spent,class\n7,20.00,gold\n8,20.00,gold\n");

        compare(project, 1);
    }

    @Test
    void the_sample_agrees() throws Exception {
        Path sample = Path.of("../sample-project/src").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        directory.resolve("src").resolve(sample.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        compare(new ProjectTree(directory), ONE_IN);
    }

    private void compare(ProjectTree project, int oneIn) throws Exception {
        List<Map.Entry<MutantCase, MutantTrial>> all =
                new ArrayList<>(trials(project).entrySet());
        all.sort(Comparator.comparing((Map.Entry<MutantCase, MutantTrial> entry) ->
                entry.getKey().mutant().id()));
        assertThat(all).hasSizeGreaterThan(10 * oneIn);
        List<String> wrong = new ArrayList<>();
        for (int index = 0; index < all.size(); index += oneIn) {
            MutantCase mutant = all.get(index).getKey();
            MutantTrial trial = all.get(index).getValue();
            Status status = verified(project, mutant);
            boolean agrees =
                    switch (trial.end()) {
                        case KILLED -> status == Status.FAILED || status == Status.ERROR;
                        case ALIVE -> status == Status.PASSED;
                        case INVALID -> status == Status.ERROR;
                        case NOT_RUN -> false;
                    };
            if (!agrees) {
                wrong.add(trial.end() + " " + trial.kill().map(Kill::toString).orElse("") + ", verified " + status
                        + ": " + mutant.mutant().id() + " " + mutant.sql());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Map<MutantCase, MutantTrial> trials(ProjectTree project) throws SQLException {
        PipelineReading pipelines = PipelineReader.read(
                project.project().pipelineDirectory(), project.project().engines());
        var fixtures = new FixtureReader(pipelines, List.of())
                .read(project.project().fixtureDirectory())
                .fixtures();
        ReplayOptions options = new ReplayOptions(
                2, "", Duration.ofMinutes(1), directory.resolve("session").resolve("replay.duckdb"));
        try {
            Files.createDirectories(directory.resolve("session"));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        try (ReplaySession session =
                ReplaySession.replay(options, pipelines.pipelines(), fixtures, model -> true, fixture -> {})) {
            MutationOptions mutation = new MutationOptions(operator -> true, Duration.ofMinutes(5));
            return session.mutationRun(mutation, MutationMemory.NONE, (done, total) -> {})
                    .trials();
        }
    }

    private static Status verified(ProjectTree project, MutantCase mutant) throws IOException {
        Model model = mutant.scope().changed();
        String header = model.isMetric() ? model.sql().substring(0, model.sql().indexOf("*/") + 2) : "";
        Files.write(model.file(), (header + "\n" + mutant.sql()).getBytes(StandardCharsets.UTF_8));
        try {
            String pipeline = project.project()
                    .pipelineDirectory()
                    .relativize(model.file())
                    .getName(0)
                    .toString();
            return project.selection(new Selection(List.of(pipeline), List.of()))
                    .verify()
                    .status();
        } finally {
            Files.write(model.file(), model.sql().getBytes(StandardCharsets.UTF_8));
        }
    }
}
