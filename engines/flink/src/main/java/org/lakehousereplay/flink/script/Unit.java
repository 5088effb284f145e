package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;

/** What is known so far of a table, view or query while scripts are read. */
final class Unit {

    private final Statement declaration;
    private final Optional<ObjectIdentifier> identifier;
    private final Set<Statement> statements = new LinkedHashSet<>();
    private final Set<ObjectIdentifier> references = new LinkedHashSet<>();
    private final Map<ObjectIdentifier, Set<String>> reads = new LinkedHashMap<>();
    private Optional<ResolvedSchema> querySchema = Optional.empty();
    private boolean updates;
    private boolean written;

    Unit(Statement declaration, Optional<ObjectIdentifier> identifier) {
        this.declaration = declaration;
        this.identifier = identifier;
        statements.add(declaration);
    }

    Statement declaration() {
        return declaration;
    }

    Optional<ObjectIdentifier> identifier() {
        return identifier;
    }

    /** The declaration, and the statements that write to it. */
    List<Statement> statements() {
        return new ArrayList<>(statements);
    }

    /** The tables and views that its statements name. */
    Set<ObjectIdentifier> references() {
        return references;
    }

    /** The columns that its statements read, views expanded. */
    Map<ObjectIdentifier, Set<String>> reads() {
        return reads;
    }

    /** The schema of a query. */
    Optional<ResolvedSchema> querySchema() {
        return querySchema;
    }

    /** Whether a view or query gives more than new rows. */
    boolean updates() {
        return updates;
    }

    boolean isWritten() {
        return written;
    }

    void define(Statement statement, Set<ObjectIdentifier> named, PlanRecord plan) {
        statements.add(statement);
        references.addAll(named);
        plan.reads().forEach((table, columns) -> reads.computeIfAbsent(table, key -> new TreeSet<>())
                .addAll(columns));
        updates |= plan.updates();
    }

    void write(Statement statement, Set<ObjectIdentifier> named, PlanRecord plan) {
        define(statement, named, plan);
        written = true;
    }

    void querySchema(ResolvedSchema schema) {
        querySchema = Optional.of(schema);
    }
}
