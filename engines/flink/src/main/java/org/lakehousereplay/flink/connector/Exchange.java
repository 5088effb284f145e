package org.lakehousereplay.flink.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.types.logical.LogicalType;
import org.lakehousereplay.spi.LateRow;

/**
 * What goes into one replay and comes out of it. The functions of its jobs find it by its identifier, because Flink
 * copies every function; jobs and replay share one process. For the package that runs replays.
 */
public final class Exchange implements AutoCloseable {

    private static final ConcurrentMap<String, Exchange> OPEN = new ConcurrentHashMap<>();

    private final String id;
    private final Map<String, Path> inputs;
    private final Path directory;
    private final Set<ObjectIdentifier> written = ConcurrentHashMap.newKeySet();
    private final Set<ObjectIdentifier> read = ConcurrentHashMap.newKeySet();
    private final Set<ObjectIdentifier> statementReads = new LinkedHashSet<>();
    private final Map<ObjectIdentifier, Topic> topics = new ConcurrentHashMap<>();
    private final Map<String, StepGate> gates = new ConcurrentHashMap<>();
    private final Map<String, LookupRows> lookups = new ConcurrentHashMap<>();
    private final Map<String, RowFileWriter> captures = new HashMap<>();
    private final Map<String, LateRow> late = new ConcurrentHashMap<>();
    private final AtomicInteger counter = new AtomicInteger();
    private Map<ObjectIdentifier, String> names = Map.of();
    private Predicate<ObjectIdentifier> writtenAnywhere = table -> true;
    private volatile boolean commits;
    private volatile int increment = -1;

    private Exchange(String id, Map<String, Path> inputs, Path directory) {
        this.id = id;
        this.inputs = inputs;
        this.directory = directory;
    }

    /**
     * Opens the exchange of a replay.
     *
     * @param id tells it from all others of this process
     * @param inputs the rows of each source
     * @param directory where captured rows are written
     */
    public static Exchange open(String id, Map<String, Path> inputs, Path directory) {
        Exchange exchange = new Exchange(id, inputs, directory);
        if (OPEN.putIfAbsent(id, exchange) != null) {
            throw new IllegalStateException("there is a replay " + id + " already");
        }
        return exchange;
    }

    /** Takes what fixtures and reports call the tables of the scripts, where that is not their own name. */
    public void names(Map<ObjectIdentifier, String> known) {
        names = Map.copyOf(known);
    }

    /** What fixtures and reports call a table. */
    String name(ObjectIdentifier table) {
        return names.getOrDefault(table, table.getObjectName());
    }

    /** How many are open, for tests. */
    public static int open() {
        return OPEN.size();
    }

    static Exchange of(String id) {
        Exchange exchange = OPEN.get(id);
        if (exchange == null) {
            throw new IllegalStateException("the replay is over");
        }
        return exchange;
    }

    String id() {
        return id;
    }

    /** Remembers that a statement writes to a table. */
    public void written(ObjectIdentifier table) {
        written.add(table);
    }

    /** Forgets which tables the statement before read. */
    public void startStatement() {
        statementReads.clear();
    }

    /** The tables that the statement reads. */
    public Set<ObjectIdentifier> statementReads() {
        return Set.copyOf(statementReads);
    }

    void read(ObjectIdentifier table) {
        read.add(table);
        statementReads.add(table);
    }

    boolean isRead(ObjectIdentifier table) {
        return read.contains(table);
    }

    boolean isWritten(ObjectIdentifier table) {
        return written.contains(table);
    }

    /** Says which tables are written by any statement, as far as that is known before the statements are run. */
    public void writtenAnywhere(Predicate<ObjectIdentifier> tables) {
        writtenAnywhere = tables;
    }

    boolean isWrittenAnywhere(ObjectIdentifier table) {
        return writtenAnywhere.test(table);
    }

    void commits() {
        commits = true;
    }

    /** Whether some table keeps what is committed. */
    public boolean isCommitting() {
        return commits;
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

    String register(ObjectIdentifier table, Feed feed) {
        String instance = "source-" + counter.getAndIncrement();
        gates.put(instance, new StepGate(table, feed));
        return instance;
    }

    String register(LookupRows rows) {
        String instance = "lookup-" + counter.getAndIncrement();
        lookups.put(instance, rows);
        return instance;
    }

    LookupRows lookup(String instance) {
        return lookups.get(instance);
    }

    /** The gate of a source. */
    public StepGate gate(String instance) {
        return gates.get(instance);
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

    /** The files of all outputs that emitted anything or could have, complete and closed. */
    public Map<String, Path> captured() throws IOException {
        synchronized (captures) {
            Map<String, Path> files = new HashMap<>();
            for (Map.Entry<String, RowFileWriter> capture : captures.entrySet()) {
                capture.getValue().close();
                files.put(capture.getKey(), capture.getValue().file());
            }
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
    public void close() throws IOException {
        OPEN.remove(id);
        captured();
        for (StepGate gate : gates.values()) {
            if (gate.feed() instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (IOException failure) {
                    throw failure;
                } catch (Exception failure) {
                    throw new IOException(failure);
                }
            }
        }
    }
}
