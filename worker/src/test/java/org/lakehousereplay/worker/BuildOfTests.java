package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A build that opens an engine, says which process runs it, and waits until somebody kills it. */
final class BuildOfTests {

    private BuildOfTests() {}

    /**
     * @param arguments the output directory
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path output = Path.of(arguments[0]);
        WorkerEngines engines = new WorkerEngines(
                WorkerSettings.of(output.resolve("worker"), output.resolve("worker.log")), new TestPlugIns(Map.of()));
        engines.engine("obedient");
        System.out.println(engines.pid().orElseThrow());
        Thread.sleep(Duration.ofMinutes(2).toMillis());
    }
}
