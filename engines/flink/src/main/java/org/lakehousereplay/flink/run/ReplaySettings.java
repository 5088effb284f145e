package org.lakehousereplay.flink.run;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.sql.parser.ddl.SqlReset;
import org.lakehousereplay.flink.script.SessionSettings;

/** The settings of the session in which the scripts of a replay run. */
final class ReplaySettings {

    /** Longer than any replay. */
    static final Duration NEVER = Duration.ofDays(3650);

    private ReplaySettings() {}

    /** What a session starts with. */
    static Configuration initial(ZoneId zone, boolean batch) {
        Configuration configuration = SessionSettings.of(zone);
        configuration.set(
                ExecutionOptions.RUNTIME_MODE, batch ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // Every row moves the watermark: what is late must not depend on the speed of the machine.
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT_ENABLED, false);
        if (!batch) {
            configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NEVER.minusDays(1));
        }
        return configuration;
    }

    /** Puts other settings in force. */
    static void apply(Configuration settings, Configuration inForce) {
        Map<String, String> wanted = settings.toMap();
        if (!inForce.toMap().equals(wanted)) {
            Set.copyOf(inForce.keySet()).forEach(inForce::removeKey);
            wanted.forEach(inForce::setString);
        }
    }

    /** Takes back what a script has set: one setting, or all without a statement's key. */
    static void reset(SqlReset statement, Configuration now, Configuration initial) {
        String key = statement.getKeyString();
        for (String set : List.copyOf(now.keySet())) {
            if (Settings.isHonoured(set) && (key == null || key.equals(set))) {
                now.removeKey(set);
                Optional.ofNullable(initial.toMap().get(set)).ifPresent(value -> now.setString(set, value));
            }
        }
    }
}
