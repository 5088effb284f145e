package org.lakehousereplay.flink.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.types.logical.LogicalType;
import org.lakehousereplay.spi.LateRow;

/**
 * What goes into one replay and comes out of it. The functions of its jobs find it by the identifier of the job,
 * because Flink copies every function; jobs and replay share one process. For the package that runs replays.
 */
public final class Exchange implements AutoCloseable {

    private static final ConcurrentMap<JobID, Exchange> OPEN = new ConcurrentHashMap<>();

    private final Blueprint blueprint;
    private final Map<String, Path> inputs;
    private final Path directory;
    private final Set<JobID> jobs = ConcurrentHashMap.newKeySet();
    private final Map<ObjectIdentifier, Topic> topics = new ConcurrentHashMap<>();
    private final Map<String, StepGate> gates = new ConcurrentHashMap<>();
    private final Map<String, CommitGate> commits = new ConcurrentHashMap<>();
    private final Map<String, LookupRows> lookups = new ConcurrentHashMap<>();
    private final Map<String, RowFileWriter> captures = new HashMap<>();
    private final Map<String, LateRow> late = new ConcurrentHashMap<>();
    private volatile int increment = -1;

    /**
     * @param blueprint what the scripts bind
     * @param inputs the rows of each source
     * @param directory where captured rows are written
     */
    public Exchange(Blueprint blueprint, Map<String, Path> inputs, Path directory) {
        this.blueprint = blueprint;
        this.inputs = inputs;
        this.directory = directory;
    }

    /** Lets the functions of a job that is about to start find this. */
    public void join(JobID job) {
        jobs.add(job);
        OPEN.put(job, this);
    }

    /** What fixtures and reports call a table. */
    String name(ObjectIdentifier table) {
        return blueprint.name(table);
    }

    /** How many jobs could find theirs, for tests. */
    public static int open() {
        return OPEN.size();
    }

    static Exchange of(JobID job) {
        Exchange exchange = OPEN.get(job);
        if (exchange == null) {
            throw new IllegalStateException("the replay is over");
        }
        return exchange;
    }

    boolean isRead(ObjectIdentifier table) {
        return blueprint.isRead(table);
    }

    /** The increment that runs. */
    public void increment(int number) {
        increment = number;
    }

    int increment() {
        return increment;
    }

    Optional<Path> input(String source) {
        return Optional.ofNullable(inputs.get(source));
    }

    Topic topic(ObjectIdentifier table) {
        return topics.computeIfAbsent(table, key -> new Topic());
    }

    LookupRows lookup(String instance) {
        return lookups.computeIfAbsent(instance, key -> blueprint.lookup(key, this));
    }

    /** The gate of a source. */
    public StepGate gate(String instance) {
        return gates.computeIfAbsent(instance, key -> blueprint.gate(key, this));
    }

    /** The gate of an operator that commits. */
    public CommitGate commit(String instance) {
        return commits.computeIfAbsent(instance, key -> new CommitGate());
    }

    /**
     * The file that keeps what an output emits.
     *
     * @param output the name of the output
     * @param types the types of its columns
     * @param indexes the index of each column in the rows that are written
     */
    public RowFileWriter capture(String output, List<LogicalType> types, int[] indexes) throws IOException {
        synchronized (captures) {
            RowFileWriter capture = captures.get(output);
            if (capture == null) {
                capture = new RowFileWriter(directory.resolve("output-" + captures.size() + ".jsonl"), types, indexes);
                captures.put(output, capture);
            }
            return capture;
        }
    }

    /** The files of all outputs; complete when this is closed. */
    public Map<String, Path> captured() {
        synchronized (captures) {
            Map<String, Path> files = new HashMap<>();
            captures.forEach((output, capture) -> files.put(output, capture.file()));
            return files;
        }
    }

    void late(LateRow row) {
        if (row.row() > 0) {
            late.putIfAbsent(row.source() + '\n' + row.row(), row);
        }
    }

    /** The rows that came behind the watermark of their source, by source and number. */
    public List<LateRow> late() {
        List<LateRow> rows = new ArrayList<>(late.values());
        rows.sort(Comparator.comparing(LateRow::source).thenComparingLong(LateRow::row));
        return rows;
    }

    @Override
    public void close() {
        jobs.forEach(OPEN::remove);
        synchronized (captures) {
            captures.values().forEach(Exchange::close);
        }
        for (StepGate gate : gates.values()) {
            if (gate.feed() instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
