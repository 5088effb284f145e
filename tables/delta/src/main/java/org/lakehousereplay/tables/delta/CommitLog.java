package org.lakehousereplay.tables.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lakehousereplay.spi.LakeTableException;

/**
 * The versions of a table and when they were committed.
 *
 * <p>The time is the one that the commit itself tells. That of its file would be the time of a checkout, once a table
 * is under version control.
 */
final class CommitLog {

    static final String DIRECTORY = "_delta_log";

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint\\..*parquet");
    private static final int INFORMATION_FIELDS = 2;
    private static final StructType INFORMATION = new StructType()
            .add(
                    "commitInfo",
                    new StructType().add("inCommitTimestamp", LongType.LONG).add("timestamp", LongType.LONG));

    private final Engine engine;
    private final SortedMap<Long, Path> commits;
    private final long first;

    private CommitLog(Engine engine, SortedMap<Long, Path> commits, long first) {
        this.engine = engine;
        this.commits = commits;
        this.first = first;
    }

    static CommitLog read(Engine engine, Path table) throws IOException, LakeTableException {
        SortedMap<Long, Path> commits = new TreeMap<>();
        SortedMap<Long, Path> checkpoints = new TreeMap<>();
        try (Stream<Path> files = Files.list(table.resolve(DIRECTORY))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                number(COMMIT, name).ifPresent(version -> commits.put(version, file));
                number(CHECKPOINT, name).ifPresent(version -> checkpoints.put(version, file));
            }
        }
        if (commits.isEmpty()) {
            throw new LakeTableException(
                    table.getFileName() + " is not a Delta table: " + DIRECTORY + " holds no commit",
                    "Copy the table with its whole log");
        }
        // Without the first commits, a table can be read from its first checkpoint on.
        long first = commits.containsKey(0L) || checkpoints.isEmpty() ? commits.firstKey() : checkpoints.firstKey();
        return new CommitLog(engine, commits, first);
    }

    private static Optional<Long> number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    long last() {
        return commits.lastKey();
    }

    /** A version that is there. */
    long version(long number) throws LakeTableException {
        if (number < first || number > last()) {
            throw new LakeTableException("the table has no version " + number, versions());
        }
        return number;
    }

    private String versions() {
        return first == last() ? "Its only version is " + first : "Its versions are " + first + " to " + last();
    }

    /** The version that was current at a time. */
    long at(Instant time) throws IOException, LakeTableException {
        Optional<Long> current = Optional.empty();
        long latest = Long.MIN_VALUE;
        for (Map.Entry<Long, Path> commit : commits.tailMap(first).entrySet()) {
            // Clocks of writers differ; a commit is never before the one that it follows.
            latest = Math.max(latest, committed(commit.getValue()));
            if (latest > time.toEpochMilli()) {
                if (current.isEmpty()) {
                    throw new LakeTableException(
                            "the table has no version at " + time + "; version " + commit.getKey() + " is of "
                                    + Instant.ofEpochMilli(latest),
                            versions());
                }
                break;
            }
            current = Optional.of(commit.getKey());
        }
        return current.orElseThrow();
    }

    private long committed(Path commit) throws IOException {
        FileStatus file = FileStatus.of(DeltaTableFormat.location(commit), Files.size(commit), 0);
        try (CloseableIterator<ColumnarBatch> batches = engine.getJsonHandler()
                .readJsonFiles(Utils.singletonCloseableIterator(file), INFORMATION, Optional.empty())) {
            while (batches.hasNext()) {
                ColumnVector information = batches.next().getColumnVector(0);
                for (int row = 0; row < information.getSize(); row++) {
                    for (int field = 0; !information.isNullAt(row) && field < INFORMATION_FIELDS; field++) {
                        ColumnVector time = information.getChild(field);
                        if (!time.isNullAt(row)) {
                            return time.getLong(row);
                        }
                    }
                }
            }
        }
        return Files.getLastModifiedTime(commit).toMillis();
    }
}
