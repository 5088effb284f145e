package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lakehousereplay.flink.FlinkEngine;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.Script;

/** Replays orders on the Flink engine, without Maven and without the worker around it. */
final class StreamReplays implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final String OUTPUT = "gmv_10min";

    private final StreamedOrders orders;
    private final PipelineScripts scripts;
    private final Path work;
    private final EngineSession session;
    private int requests;

    StreamReplays(StreamedOrders orders) throws IOException {
        this.orders = orders;
        this.scripts = new PipelineScripts(
                "gmv",
                List.of(new Script(Path.of("gmv.sql"), StreamedOrders.script())),
                ZoneOffset.UTC,
                Optional.empty());
        this.work = Files.createTempDirectory(orders.directory(), "work");
        this.session = new FlinkEngine()
                .open(new EngineSettings(
                        Files.createDirectory(work.resolve("engine")),
                        Runtime.getRuntime().availableProcessors(),
                        Map.of()));
    }

    /**
     * Replays the orders in one call.
     *
     * @param fixtures how many times, each a fixture of its own
     */
    void run(int fixtures) throws IOException {
        List<ReplayRequest> wanted = new ArrayList<>();
        for (int fixture = 0; fixture < fixtures; fixture++) {
            requests++;
            String id = "fixture-" + requests;
            wanted.add(new ReplayRequest(
                    id,
                    scripts,
                    Map.of("orders", orders.rows()),
                    1,
                    false,
                    Set.of(OUTPUT),
                    Optional.empty(),
                    TIMEOUT,
                    Files.createDirectory(work.resolve(id))));
        }
        List<ReplayOutcome> outcomes = new ArrayList<>();
        session.replay(wanted, outcomes::add);
        for (ReplayOutcome outcome : outcomes) {
            check(outcome);
        }
    }

    private void check(ReplayOutcome outcome) throws IOException {
        if (!outcome.problems().isEmpty()) {
            throw new IllegalStateException(outcome.problems().toString());
        }
        try (Stream<String> rows = Files.lines(outcome.outputs().get(OUTPUT).changelog())) {
            long results = rows.count();
            if (results != orders.results()) {
                throw new IllegalStateException(results + " rows came out instead of " + orders.results());
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
