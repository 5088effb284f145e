package org.lakehousereplay.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Mutating;
import org.lakehousereplay.verify.MutationProgress;
import org.lakehousereplay.verify.MutationSettings;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;

/** Tries the mutants of a project by the library, several times in one process, and tells how many a second. */
final class MutantTrials {

    /** Stands before the number of mutants. */
    static final String MUTANTS = "mutants: ";

    /** Stands before the number of mutants, or queries, a second. */
    static final String RATE = "a second: ";

    /** Stands before the same for each second that the processors spent. */
    static final String PROCESSOR_RATE = "a processor second: ";

    private static final int RUNS = 4;

    private MutantTrials() {}

    /**
     * Tries all mutants.
     *
     * @param arguments the project and the number of threads
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path output = directory.resolve("target/lakehouse");
        Project project = new Project(
                directory,
                directory.resolve("src/main/lakehouse"),
                directory.resolve("src/test/lakehouse"),
                output,
                output.resolve("junit"),
                List.of());
        Limits limits = new Limits(Integer.parseInt(arguments[1]), "", Duration.ofMinutes(1));
        for (int run = 0; run < RUNS; run++) {
            Files.deleteIfExists(output.resolve("mutation-cache.json"));
            AtomicInteger mutants = new AtomicInteger();
            AtomicLong first = new AtomicLong();
            AtomicLong last = new AtomicLong();
            AtomicLong spentFirst = new AtomicLong();
            AtomicLong spentLast = new AtomicLong();
            MutationProgress progress = (done, total, remaining) -> {
                long now = System.nanoTime();
                long spent = spent();
                if (first.compareAndSet(0, now)) {
                    spentFirst.set(spent);
                }
                spentLast.accumulateAndGet(spent, Math::max);
                last.accumulateAndGet(now, Math::max);
                mutants.accumulateAndGet(done, Math::max);
            };
            new Mutating(project, Selection.all(), limits, Progress.SILENT, MutationSettings.defaults(), progress).run();
            double seconds = (last.get() - first.get()) / 1e9;
            // The last run counts: a measurement of seconds is mostly that of a cold virtual machine.
            if (run == RUNS - 1) {
                System.out.println(MUTANTS + mutants.get());
                System.out.println(RATE + (mutants.get() - 1) / seconds);
                System.out.println(
                        PROCESSOR_RATE + (mutants.get() - 1) / ((spentLast.get() - spentFirst.get()) / 1e9));
            }
        }
    }

    /** The processor time of all threads of this process, in nanoseconds. */
    static long spent() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
