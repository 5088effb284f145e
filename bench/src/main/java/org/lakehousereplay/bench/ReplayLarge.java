package org.lakehousereplay.bench;

import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** The large replay by the library, without Maven. */
final class ReplayLarge {

    private ReplayLarge() {}

    /**
     * Runs the verification.
     *
     * @param arguments the project and the number of runs; the time of the last one is printed
     */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        Path output = directory.resolve("target/lakehouse");
        Project project = new Project(
                directory,
                directory.resolve("src/main/lakehouse"),
                directory.resolve("src/test/lakehouse"),
                output,
                output.resolve("junit"),
                List.of(directory.resolve("data")));
        for (int run = 1; run <= runs; run++) {
            long start = System.nanoTime();
            RunReport report = new Verification(project, Selection.all(), Limits.defaults(), Progress.SILENT).run();
            if (report.status() != Status.PASSED) {
                throw new IllegalStateException("The replay ended with " + report.status());
            }
            if (run == runs) {
                System.out.println(LargeBenchmark.LAST_RUN + (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
