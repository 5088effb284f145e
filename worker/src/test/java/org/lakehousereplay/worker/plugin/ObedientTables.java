package org.lakehousereplay.worker.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.TableColumn;

/** A table format that does what the name of a table says. */
public final class ObedientTables implements LakeTableFormat {

    @Override
    public String name() {
        return "obedient";
    }

    @Override
    public LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException {
        switch (String.valueOf(request.table().getFileName())) {
            case "refused" -> throw new LakeTableException("there is no version 7", "Name another one");
            case "unreadable" -> throw new NoSuchFileException("part-0.parquet");
            case "exit" -> System.exit(5);
            default -> Files.writeString(request.output(), "{\"c0\":\"1\"}\n");
        }
        return new LakeTableRows(
                List.of(new TableColumn("id", "BIGINT", "BIGINT", true)),
                1,
                request.version().map(Object::toString).orElse("latest"));
    }
}
