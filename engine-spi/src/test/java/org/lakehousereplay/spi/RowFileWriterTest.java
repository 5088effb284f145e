package org.lakehousereplay.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileWriterTest {

    @TempDir
    private Path directory;

    @Test
    void writesARowOnALineAndLeavesOutTheKindOfAnInsert() throws IOException {
        Path file = directory.resolve("rows.jsonl");
        try (RowFileWriter writer = new RowFileWriter(file)) {
            writer.beginRow("+I");
            writer.beginColumn();
            writer.text("17");
            writer.beginColumn();
            writer.nothing();
            writer.endRow();
            writer.beginRow("-D");
            writer.beginColumn();
            writer.text("a \"quoted\"\n\\ 訂單");
            writer.endRow();
            assertThat(writer.rows()).isEqualTo(2);
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("""
                {"c0":"17","c1":null}
                {"k":"-D","c0":"a \\"quoted\\"\\u000a\\\\ 訂單"}
                """);
    }

    @Test
    void nestsListsAndStructs() throws IOException {
        Path file = directory.resolve("rows.jsonl");
        try (RowFileWriter writer = new RowFileWriter(file)) {
            writer.beginRow("+U");
            writer.beginColumn();
            writer.beginList();
            writer.beginStruct();
            writer.beginField("sku");
            writer.text("tea");
            writer.beginField("sizes");
            writer.beginList();
            writer.endList();
            writer.endStruct();
            writer.nothing();
            writer.endList();
            writer.beginColumn();
            writer.text("1");
            writer.endRow();
        }
        assertThat(file).hasContent("{\"k\":\"+U\",\"c0\":[{\"sku\":\"tea\",\"sizes\":[]},null],\"c1\":\"1\"}");
    }

    @Test
    void spellsValuesAsTheStoreDoes() {
        assertThat(RowText.of(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(RowText.of(new BigDecimal("12.30"))).isEqualTo("12.30");
        assertThat(RowText.of(Double.NaN)).isEqualTo("NaN");
        assertThat(RowText.of(LocalDate.of(987, 6, 5))).isEqualTo("0987-06-05");
        assertThat(RowText.of(LocalDate.of(-43, 3, 15))).isEqualTo("0044-03-15 (BC)");
        assertThat(RowText.of(LocalTime.of(9, 5))).isEqualTo("09:05:00");
        assertThat(RowText.of(LocalDateTime.of(2024, 5, 18, 12, 0, 0, 500_000_000)))
                .isEqualTo("2024-05-18 12:00:00.5");
        assertThat(RowText.of(LocalDateTime.of(-43, 3, 15, 12, 0))).isEqualTo("0044-03-15 12:00:00 (BC)");
        assertThat(RowText.of(Instant.parse("2024-05-18T04:00:00.000001Z"))).isEqualTo("2024-05-18 04:00:00.000001+00");
        assertThat(RowText.of(new byte[] {0, (byte) 0xFF})).isEqualTo("00FF");
    }
}
