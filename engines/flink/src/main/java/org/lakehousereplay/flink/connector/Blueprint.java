package org.lakehousereplay.flink.connector;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.table.catalog.ObjectIdentifier;

/**
 * What the scripts of a pipeline bind, whatever the fixture: scripts are compiled with it once, and replayed with many
 * fixtures. For the package that runs replays.
 */
public final class Blueprint {

    private final Set<ObjectIdentifier> written = ConcurrentHashMap.newKeySet();
    private final Set<ObjectIdentifier> read = ConcurrentHashMap.newKeySet();
    private final Set<ObjectIdentifier> statementReads = new LinkedHashSet<>();
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final Map<String, Function<Exchange, LookupRows>> lookups = new ConcurrentHashMap<>();
    private final Map<ObjectIdentifier, String> names;
    private final AtomicInteger counter = new AtomicInteger();
    private Predicate<ObjectIdentifier> writtenAnywhere = table -> true;
    private boolean commits;

    /**
     * @param names what fixtures and reports call tables, where that is not their own name
     */
    public Blueprint(Map<ObjectIdentifier, String> names) {
        this.names = Map.copyOf(names);
    }

    /** What fixtures and reports call a table. */
    String name(ObjectIdentifier table) {
        return names.getOrDefault(table, table.getObjectName());
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

    /** Remembers that a statement writes to a table. */
    public void written(ObjectIdentifier table) {
        written.add(table);
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

    String source(ObjectIdentifier table, Function<Exchange, Feed> feed) {
        String instance = "source-" + counter.getAndIncrement();
        sources.put(instance, new Source(table, feed));
        return instance;
    }

    StepGate gate(String instance, Exchange exchange) {
        Source source = sources.get(instance);
        return new StepGate(source.table(), source.feed().apply(exchange));
    }

    String commit() {
        return "commit-" + counter.getAndIncrement();
    }

    String lookup(Function<Exchange, LookupRows> rows) {
        String instance = "lookup-" + counter.getAndIncrement();
        lookups.put(instance, rows);
        return instance;
    }

    LookupRows lookup(String instance, Exchange exchange) {
        return lookups.get(instance).apply(exchange);
    }

    /** Whether tables are looked up. */
    public boolean hasLookups() {
        return !lookups.isEmpty();
    }

    private record Source(ObjectIdentifier table, Function<Exchange, Feed> feed) {}
}
