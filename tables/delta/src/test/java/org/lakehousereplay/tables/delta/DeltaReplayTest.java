package org.lakehousereplay.tables.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** A fixture whose input is a real Delta table with a deletion vector, replayed as a whole. */
class DeltaReplayTest {

    @TempDir
    private Path directory;

    @Test
    void replaysAVersionOfATable() throws IOException {
        write("main/shop/sources.sql", "CREATE TABLE orders (order_id BIGINT, amount DECIMAL(12, 2));");
        write(
                "main/shop/gmv.sql",
                "/* @metric\nkey: [kind]\n*/\nSELECT 'all' AS kind, sum(amount) AS gmv FROM orders\n");
        write("test/shop/noon/fixture.yaml", "inputs: {orders: {path: lake/orders, format: delta, version: 2}}\n");
        write("test/shop/noon/expected/gmv.csv", "kind,gmv\nall,9.90\n");
        StructType schema = new StructType().add("order_id", LongType.LONG).add("amount", new DecimalType(12, 2));
        DeltaTableBuilder table = DeltaTableBuilder.create(
                directory.resolve("test/shop/noon/lake/orders"),
                schema,
                List.of(),
                Map.of("delta.enableDeletionVectors", "true"));
        table.append(Map.of(), new Object[] {1L, new BigDecimal("9.90")}, new Object[] {2L, new BigDecimal("100.00")});
        table.delete(1, 2, false, 1);
        table.append(Map.of(), new Object[] {3L, new BigDecimal("1.00")});
        Path output = directory.resolve("target");

        RunReport report = new Verification(
                        new Project(
                                directory,
                                directory.resolve("main"),
                                directory.resolve("test"),
                                output,
                                output.resolve("junit"),
                                List.of(),
                                delta()),
                        Selection.all(),
                        new Limits(1, "", Duration.ofMinutes(1)),
                        Progress.SILENT)
                .run();

        assertThat(report.fixtures()).singleElement().satisfies(fixture -> {
            assertThat(fixture.problems()).isEmpty();
            assertThat(fixture.inputs()).singleElement().satisfies(input -> assertThat(input.version())
                    .contains("delta version 2"));
        });
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Engines delta() {
        return new Engines() {
            @Override
            public EngineSession engine(String name) throws EngineUnavailableException {
                throw new EngineUnavailableException("there is no engine " + name, "");
            }

            @Override
            public LakeTableFormat tableFormat(String name) {
                return new DeltaTableFormat();
            }

            @Override
            public List<String> engineNames() {
                return List.of();
            }

            @Override
            public List<String> tableFormatNames() {
                return List.of("delta");
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }
}
