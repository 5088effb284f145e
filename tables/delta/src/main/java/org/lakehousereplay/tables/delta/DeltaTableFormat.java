package org.lakehousereplay.tables.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.RowFileWriter;
import org.lakehousereplay.spi.TableColumn;

/** Delta tables, by version or time. Found by {@link java.util.ServiceLoader}. */
public final class DeltaTableFormat implements LakeTableFormat {

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException {
        if (request.changes()) {
            throw new LakeTableException(
                    "the changes of a Delta table cannot be replayed, only the table at a version",
                    "Leave out changes");
        }
        if (!Files.isDirectory(request.table().resolve(CommitLog.DIRECTORY))) {
            throw new LakeTableException(
                    request.table().getFileName() + " is not a Delta table: it has no directory " + CommitLog.DIRECTORY,
                    "Name the directory that holds " + CommitLog.DIRECTORY);
        }
        Engine engine = DefaultEngine.create(new TableFiles(request.table()));
        try {
            CommitLog log = CommitLog.read(engine, request.table());
            Snapshot snapshot = TableManager.loadSnapshot(location(request.table()))
                    .atVersion(version(request, log))
                    .build(engine);
            List<TableColumn> columns = DeltaTypes.columns(snapshot.getSchema());
            try (RowFileWriter writer = new RowFileWriter(request.output())) {
                new SnapshotRows(engine, request.table(), snapshot).write(writer);
                return new LakeTableRows(columns, writer.rows(), "version " + snapshot.getVersion());
            }
        } catch (UnsupportedTableFeatureException unsupported) {
            throw new LakeTableException(
                    "the table needs "
                            + (unsupported.getUnsupportedFeatures().size() == 1 ? "the feature " : "the features ")
                            + String.join(
                                    ", ",
                                    unsupported.getUnsupportedFeatures().stream()
                                            .sorted()
                                            .toList())
                            + ", which cannot be read",
                    "Drop the feature from the table, or write a table without it");
        } catch (UnsupportedProtocolVersionException unsupported) {
            throw new LakeTableException(
                    "the table needs a reader of a protocol that cannot be read: " + Cause.of(unsupported), "");
        } catch (RuntimeException broken) {
            throw Cause.find(broken, TableFiles.OutsideException.class)
                    .map(DeltaTableFormat::outside)
                    .orElseGet(() -> new LakeTableException(
                            "the table cannot be read: " + Cause.of(broken), "See whether it was copied whole"));
        }
    }

    private static LakeTableException outside(TableFiles.OutsideException outside) {
        return new LakeTableException(
                outside.getMessage(), "Copy the table with all of its files; a shallow clone holds none");
    }

    private static long version(LakeTableRequest request, CommitLog log) throws IOException, LakeTableException {
        if (request.version().isEmpty()) {
            return log.last();
        }
        LakeTableVersion wanted = request.version().get();
        if (wanted instanceof LakeTableVersion.Numbered numbered) {
            return log.version(numbered.number());
        }
        if (wanted instanceof LakeTableVersion.At at) {
            return log.at(at.time());
        }
        throw new LakeTableException("a Delta table has no tags", "Name the version, or the timestamp");
    }

    /** The directory of a table as the kernel writes paths. */
    static String location(Path table) {
        String uri = table.toAbsolutePath().normalize().toUri().getPath();
        return "file:" + (uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
    }
}
