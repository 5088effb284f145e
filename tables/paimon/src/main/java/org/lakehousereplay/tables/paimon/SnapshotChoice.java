package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.Snapshot;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.tag.Tag;
import org.apache.paimon.utils.SnapshotManager;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableVersion;

/**
 * The snapshot that was asked for.
 *
 * @param table the table, or the branch of it, with the columns of that snapshot
 * @param snapshot the snapshot; empty for a table without any
 * @param description the snapshot for people
 */
record SnapshotChoice(FileStoreTable table, Optional<Snapshot> snapshot, String description) {

    private static final int SHOWN = 10;

    static SnapshotChoice of(FileStoreTable table, Optional<LakeTableVersion> version)
            throws IOException, LakeTableException {
        if (version.isEmpty()) {
            return latest(table, "");
        }
        LakeTableVersion wanted = version.get();
        if (wanted instanceof LakeTableVersion.Numbered numbered) {
            return numbered(table, numbered.number());
        }
        if (wanted instanceof LakeTableVersion.At at) {
            SnapshotManager snapshots = table.snapshotManager();
            Snapshot found = snapshots.earliestSnapshotId() == null
                    ? null
                    : snapshots.earlierOrEqualTimeMills(at.time().toEpochMilli());
            if (found == null || found.timeMillis() > at.time().toEpochMilli()) {
                throw missing(table, "no snapshot at " + at.time());
            }
            return travelled(table, found, "snapshot " + found.id());
        }
        return named(table, ((LakeTableVersion.Named) wanted).name());
    }

    private static SnapshotChoice latest(FileStoreTable table, String prefix) {
        Optional<Snapshot> latest = Optional.ofNullable(table.snapshotManager().latestSnapshot());
        return latest.isEmpty()
                ? new SnapshotChoice(table, latest, prefix + "no snapshot")
                : travelled(
                        table, latest.get(), prefix + "snapshot " + latest.get().id());
    }

    private static SnapshotChoice numbered(FileStoreTable table, long number) throws IOException, LakeTableException {
        if (table.snapshotManager().snapshotExists(number)) {
            return travelled(table, table.snapshotManager().snapshot(number), "snapshot " + number);
        }
        // A tag keeps a snapshot that has expired.
        Optional<Tag> tagged = table.tagManager().tagObjects().stream()
                .map(pair -> pair.getKey())
                .filter(tag -> tag.id() == number)
                .findFirst();
        if (tagged.isEmpty()) {
            throw missing(table, "no snapshot " + number);
        }
        return travelled(table, tagged.get().trimToSnapshot(), "snapshot " + number);
    }

    private static SnapshotChoice named(FileStoreTable table, String name) throws LakeTableException {
        Optional<Tag> tag = table.tagManager().get(name);
        if (tag.isPresent()) {
            Snapshot snapshot = tag.get().trimToSnapshot();
            return travelled(table, snapshot, "tag " + name + ", snapshot " + snapshot.id());
        }
        List<String> branches = table.branchManager().branches();
        if (branches.contains(name)) {
            return latest(table.switchToBranch(name), "branch " + name + ", ");
        }
        List<String> names = Stream.concat(table.tagManager().allTagNames().stream(), branches.stream())
                .sorted()
                .toList();
        throw new LakeTableException(
                "the table has no tag or branch " + name,
                names.isEmpty() ? "It has none at all" : "It has " + String.join(", ", names));
    }

    private static SnapshotChoice travelled(FileStoreTable table, Snapshot snapshot, String description) {
        FileStoreTable then = table.copy(table.schemaManager().schema(snapshot.schemaId()));
        return new SnapshotChoice(then, Optional.of(snapshot), description);
    }

    /** The table with options that say how to read it, instead of those that production reads it with. */
    FileStoreTable readBy(Map<String, String> options) {
        Map<String, String> cleared = new HashMap<>();
        for (String scan : table.options().keySet()) {
            if (scan.startsWith("scan.")
                    || scan.equals(CoreOptions.CONSUMER_ID.key())
                    || scan.equals(CoreOptions.INCREMENTAL_BETWEEN.key())) {
                cleared.put(scan, null);
            }
        }
        cleared.putAll(options);
        return table.copyWithoutTimeTravel(cleared);
    }

    private static LakeTableException missing(FileStoreTable table, String message) throws IOException {
        List<Snapshot> snapshots = table.snapshotManager().safelyGetAllSnapshots();
        List<Snapshot> shown = snapshots.subList(Math.max(0, snapshots.size() - SHOWN), snapshots.size());
        return new LakeTableException(
                "the table has " + message,
                snapshots.isEmpty()
                        ? "It has none at all"
                        : "Its snapshots are "
                                + shown.stream()
                                        .map(snapshot ->
                                                snapshot.id() + " of " + Instant.ofEpochMilli(snapshot.timeMillis()))
                                        .collect(Collectors.joining(", "))
                                + (shown.size() < snapshots.size()
                                        ? " and " + (snapshots.size() - shown.size()) + " older"
                                        : ""));
    }
}
