package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a worker process may use. For those who start one.
 *
 * @param directory a directory for the worker's own files; emptied before and removed after
 * @param log the file that takes what engines print; together with the one before it, {@code .1}, it stays below 20 MB
 * @param memory the heap of the process, as {@code -Xmx} takes it, such as {@code 1g}
 * @param compiler how much effort Java puts into fast code
 * @param arguments further arguments of the Java machine; they win over those that are given anyway
 * @param threads how many threads an engine may work with
 * @param memoryAdvice what a user does to raise {@code memory}, as an imperative sentence without its full stop
 * @param timeoutAdvice what a user does to give a replay more time, in the same way
 * @param startTimeout how long the process and an engine may take to start
 * @param grace how much longer than its timeout a replay may take before the process is killed
 */
public record WorkerSettings(
        Path directory,
        Path log,
        String memory,
        Compiler compiler,
        List<String> arguments,
        int threads,
        String memoryAdvice,
        String timeoutAdvice,
        Duration startTimeout,
        Duration grace) {

    /** The heap that small fixtures need on every engine of this product. */
    public static final String DEFAULT_MEMORY = "1g";

    public WorkerSettings {
        arguments = List.copyOf(arguments);
    }

    /** How much effort Java puts into fast code. */
    public enum Compiler {
        /** Little: the first result comes soonest, which is best for small fixtures. */
        QUICK,
        /** As much as it takes: best for a million rows and more. */
        THOROUGH
    }

    /**
     * Usual settings.
     *
     * @param directory a directory for the worker's own files
     * @param log the file that takes what engines print
     */
    public static WorkerSettings of(Path directory, Path log) {
        return new WorkerSettings(
                directory,
                log,
                DEFAULT_MEMORY,
                Compiler.QUICK,
                List.of(),
                Runtime.getRuntime().availableProcessors(),
                "Give the worker a bigger heap",
                "Allow more time",
                Duration.ofMinutes(2),
                Duration.ofSeconds(20));
    }

    /** The same with another heap. */
    public WorkerSettings withMemory(String other) {
        return new WorkerSettings(
                directory, log, other, compiler, arguments, threads, memoryAdvice, timeoutAdvice, startTimeout, grace);
    }

    /** The same with another compiler. */
    public WorkerSettings withCompiler(Compiler other) {
        return new WorkerSettings(
                directory, log, memory, other, arguments, threads, memoryAdvice, timeoutAdvice, startTimeout, grace);
    }

    /** The same with other arguments. */
    public WorkerSettings withArguments(List<String> others) {
        return new WorkerSettings(
                directory, log, memory, compiler, others, threads, memoryAdvice, timeoutAdvice, startTimeout, grace);
    }

    /** The same with another number of threads. */
    public WorkerSettings withThreads(int other) {
        return new WorkerSettings(
                directory, log, memory, compiler, arguments, other, memoryAdvice, timeoutAdvice, startTimeout, grace);
    }

    /** The same with other advice to users. */
    public WorkerSettings withAdvice(String onMemory, String onTimeout) {
        return new WorkerSettings(
                directory, log, memory, compiler, arguments, threads, onMemory, onTimeout, startTimeout, grace);
    }

    /** The same with other times. */
    public WorkerSettings withTimes(Duration start, Duration more) {
        return new WorkerSettings(
                directory, log, memory, compiler, arguments, threads, memoryAdvice, timeoutAdvice, start, more);
    }
}
