package org.lakehousereplay.flink.script;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.configuration.Configuration;

/** The planner's settings with which a session of scripts begins; scripts may change them. For the packages of this engine. */
public final class SessionSettings {

    private SessionSettings() {}

    /**
     * Settings for a new session.
     *
     * @param timeZone the zone of the session
     */
    public static Configuration of(ZoneId timeZone) {
        Configuration configuration = new Configuration();
        configuration.setString("table.local-time-zone", name(timeZone));
        // Flink 2.3 wants ON CONFLICT clauses that no script of an earlier version has, and that those cannot take.
        configuration.setString("table.exec.sink.require-on-conflict", "false");
        return configuration;
    }

    /** Flink takes no bare offsets. */
    private static String name(ZoneId timeZone) {
        if (timeZone.normalized().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        return timeZone instanceof ZoneOffset offset ? "GMT" + offset.getId() : timeZone.getId();
    }
}
