package org.lakehousereplay.flink.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.lakehousereplay.spi.ReplayMode;

/** Tells versions of an output apart by everything that makes its rows. */
final class Fingerprints {

    private static final String PLANNER_SETTINGS = "table.";

    private final String session;

    Fingerprints(List<Statement> statements, List<Statement> functions, ReplayMode mode) {
        String settings = statements.stream()
                .filter(statement -> statement.kind() == StatementKind.RESET
                        || (statement.node() instanceof SqlSet set
                                && statement.kind() == StatementKind.SET
                                && set.getKeyString().startsWith(PLANNER_SETTINGS)))
                .map(statement -> SqlText.of(statement.node()))
                .collect(Collectors.joining("\n"));
        String declared = functions.stream()
                .map(statement -> SqlText.of(statement.node()))
                .collect(Collectors.joining("\n"));
        this.session = mode + "\n" + settings + "\n" + declared;
    }

    String of(Set<Unit> closure, Map<Unit, ScriptTable> tables) {
        Set<String> parts = new TreeSet<>();
        for (Unit unit : closure) {
            ScriptTable table = tables.get(unit);
            parts.add(table.name() + " " + table.role() + " " + schema(table) + " " + behaviour(table));
            for (Statement statement : unit.statements()) {
                if (statement.kind() != StatementKind.CREATE_TABLE) {
                    parts.add(SqlText.of(statement.node()));
                }
            }
        }
        return digest(session + "\n" + String.join("\n", parts));
    }

    private static String schema(ScriptTable table) {
        ResolvedSchema schema = table.schema();
        String columns =
                schema.getColumns().stream().map(Column::asSummaryString).collect(Collectors.joining(", "));
        return columns + " " + schema.getWatermarkSpecs() + " " + ColumnsMaking.primaryKey(schema);
    }

    /** Of the outside world only the row kinds matter; where it is does not. */
    private static String behaviour(ScriptTable table) {
        return switch (table.role()) {
            case SOURCE -> TableKinds.read(table).name();
            case SINK -> TableKinds.written(table).name();
            case TOPIC ->
                TableKinds.written(table).name() + " " + TableKinds.read(table).name();
            case LAKE, LAKE_SOURCE -> {
                Map<String, String> options = new TreeMap<>(table.options());
                options.remove("path");
                yield options.toString();
            }
            case VIEW, QUERY, UNUSED -> "";
        };
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
