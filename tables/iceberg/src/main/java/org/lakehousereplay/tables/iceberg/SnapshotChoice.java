package org.lakehousereplay.tables.iceberg;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableVersion;

/**
 * The snapshot that was asked for.
 *
 * @param snapshot the snapshot; empty for the table as it is before its first
 * @param latest whether the table as it is was asked for, with the columns that it has now, even if no snapshot has them
 * @param description the snapshot for people
 */
record SnapshotChoice(Optional<Snapshot> snapshot, boolean latest, String description) {

    private static final int SHOWN = 10;

    static SnapshotChoice of(Table table, Optional<LakeTableVersion> version) throws LakeTableException {
        if (version.isEmpty()) {
            Optional<Snapshot> current = Optional.ofNullable(table.currentSnapshot());
            return new SnapshotChoice(
                    current, true, current.map(SnapshotChoice::describe).orElse("no snapshot"));
        }
        LakeTableVersion wanted = version.get();
        if (wanted instanceof LakeTableVersion.Numbered numbered) {
            return found(
                    table, Optional.ofNullable(table.snapshot(numbered.number())), "no snapshot " + numbered.number());
        }
        if (wanted instanceof LakeTableVersion.At at) {
            Optional<Snapshot> snapshot = Optional.ofNullable(SnapshotUtil.nullableSnapshotIdAsOfTime(
                            table, at.time().toEpochMilli()))
                    .map(table::snapshot);
            return found(table, snapshot, "no snapshot at " + at.time());
        }
        String name = ((LakeTableVersion.Named) wanted).name();
        SnapshotRef reference = table.refs().get(name);
        if (reference == null) {
            throw new LakeTableException(
                    "the table has no tag or branch " + name,
                    table.refs().isEmpty()
                            ? "It has none at all"
                            : "It has "
                                    + table.refs().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        Snapshot snapshot = table.snapshot(reference.snapshotId());
        return new SnapshotChoice(
                Optional.of(snapshot),
                false,
                (reference.isTag() ? "tag " : "branch ") + name + ", " + describe(snapshot));
    }

    private static SnapshotChoice found(Table table, Optional<Snapshot> snapshot, String message)
            throws LakeTableException {
        if (snapshot.isEmpty()) {
            throw new LakeTableException("the table has " + message, snapshots(table));
        }
        return new SnapshotChoice(snapshot, false, describe(snapshot.get()));
    }

    private static String snapshots(Table table) {
        List<Snapshot> snapshots = StreamSupport.stream(table.snapshots().spliterator(), false)
                .sorted(Comparator.comparingLong(Snapshot::timestampMillis).reversed())
                .toList();
        if (snapshots.isEmpty()) {
            return "It has none at all";
        }
        return "Its snapshots are "
                + snapshots.stream()
                        .limit(SHOWN)
                        .map(snapshot ->
                                snapshot.snapshotId() + " of " + Instant.ofEpochMilli(snapshot.timestampMillis()))
                        .collect(Collectors.joining(", "))
                + (snapshots.size() > SHOWN ? " and " + (snapshots.size() - SHOWN) + " older" : "");
    }

    private static String describe(Snapshot snapshot) {
        return "snapshot " + snapshot.snapshotId();
    }
}
