package org.lakehousereplay.flink.run;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayRequest;

/**
 * Scripts that were compiled once are replayed with every fixture. Those with Paimon tables are not kept: their jobs
 * know the directory of the replay.
 */
public final class CompiledCache {

    private static final int LARGEST = 32;

    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** The place for the scripts of a request. */
    Entry entry(ReplayRequest request) {
        Key key = new Key(request.scripts(), request.outputs(), request.clock(), request.restart());
        synchronized (entries) {
            Entry entry = entries.computeIfAbsent(key, absent -> new Entry());
            if (entries.size() > LARGEST) {
                entries.remove(entries.keySet().iterator().next());
            }
            return entry;
        }
    }

    private record Key(PipelineScripts scripts, Set<String> outputs, Optional<OffsetDateTime> clock, boolean restart) {}

    /** A place for compiled scripts; whoever comes first compiles them while the others wait. */
    static final class Entry {

        private Optional<CompiledScripts> compiled = Optional.empty();

        Optional<CompiledScripts> compiled() {
            return compiled;
        }

        void keep(CompiledScripts scripts) {
            compiled = Optional.of(scripts);
        }
    }
}
