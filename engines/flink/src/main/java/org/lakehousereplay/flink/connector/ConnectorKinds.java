package org.lakehousereplay.flink.connector;

import java.util.Map;
import java.util.Set;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.RowKind;

/**
 * Which row kinds a table takes or gives in production, by its options. A replay keeps to that, so that a query which
 * fails in production fails in the build. For the packages of this engine.
 */
public final class ConnectorKinds {

    private static final Set<String> CHANGELOG_FORMATS = Set.of(
            "debezium-json",
            "debezium-avro-confluent",
            "canal-json",
            "maxwell-json",
            "ogg-json",
            "changelog-json",
            "changelog-csv");
    private static final Set<String> LOGS = Set.of("kafka", "filesystem", "pulsar", "rocketmq", "kinesis", "datagen");
    private static final Set<String> ANYTHING = Set.of("print", "blackhole", "paimon", "hudi");
    private static final ChangelogMode WITHOUT_BEFORE = ChangelogMode.newBuilder()
            .addContainedKind(RowKind.INSERT)
            .addContainedKind(RowKind.UPDATE_AFTER)
            .addContainedKind(RowKind.DELETE)
            .build();

    private ConnectorKinds() {}

    /** What a table gives that is read. */
    public static ChangelogMode read(Map<String, String> options) {
        String connector = connector(options);
        if (connector.endsWith("-cdc") || hasChangelogFormat(options) || connector.equals("hudi")) {
            return ChangelogMode.all();
        }
        return connector.equals("upsert-kafka") ? WITHOUT_BEFORE : ChangelogMode.insertOnly();
    }

    /** What a table takes that is written. */
    public static ChangelogMode written(Map<String, String> options, boolean hasPrimaryKey) {
        String connector = connector(options);
        if (ANYTHING.contains(connector) || hasChangelogFormat(options)) {
            return ChangelogMode.all();
        }
        return hasPrimaryKey && !LOGS.contains(connector) ? WITHOUT_BEFORE : ChangelogMode.insertOnly();
    }

    /** Whether rows travel in a format that knows no updates, only deleted and inserted rows. */
    static boolean splitsUpdates(Map<String, String> options) {
        return hasChangelogFormat(options) && !format(options).startsWith("changelog-");
    }

    private static boolean hasChangelogFormat(Map<String, String> options) {
        return CHANGELOG_FORMATS.contains(format(options));
    }

    private static String connector(Map<String, String> options) {
        return options.getOrDefault("connector", "");
    }

    private static String format(Map<String, String> options) {
        return options.getOrDefault("format", options.getOrDefault("value.format", ""));
    }
}
