package org.lakehousereplay.flink.run;

import java.util.Set;

/** Which settings of a script are in force in a replay: those that change results, not those that place a job. */
final class Settings {

    private static final Set<String> OWN =
            Set.of("table.dml-sync", "table.exec.resource.default-parallelism", "table.resources.download-dir");

    private Settings() {}

    static boolean isHonoured(String key) {
        return key.startsWith("table.") && !OWN.contains(key);
    }
}
