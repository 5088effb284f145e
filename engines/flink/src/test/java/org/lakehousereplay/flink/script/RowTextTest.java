package org.lakehousereplay.flink.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAMPLES = 300;

    record Sample(String type, String storeType, Function<Random, String> json) {
        @Override
        public String toString() {
            return type;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("BOOLEAN", "BOOLEAN", random -> quoted(random.nextBoolean())),
                new Sample("TINYINT", "TINYINT", random -> quoted((byte) random.nextInt())),
                new Sample("SMALLINT", "SMALLINT", random -> quoted((short) random.nextInt())),
                new Sample("INT", "INTEGER", random -> quoted(random.nextInt())),
                new Sample("BIGINT", "BIGINT", random -> quoted(random.nextLong())),
                new Sample("FLOAT", "FLOAT", random -> quoted(Float.intBitsToFloat(random.nextInt()))),
                new Sample("DOUBLE", "DOUBLE", random -> quoted(Double.longBitsToDouble(random.nextLong()))),
                new Sample("DECIMAL(5, 2)", "DECIMAL(5,2)", random -> decimal(random, 16, 2)),
                new Sample("DECIMAL(18, 0)", "DECIMAL(18,0)", random -> decimal(random, 59, 0)),
                new Sample("DECIMAL(38, 18)", "DECIMAL(38,18)", random -> decimal(random, 126, 18)),
                new Sample("CHAR(3)", "VARCHAR", random -> text(random)),
                new Sample("STRING", "VARCHAR", random -> text(random)),
                new Sample("BINARY(2)", "BLOB", random -> "\"%04x\"".formatted(random.nextInt(65536))),
                new Sample(
                        "BYTES",
                        "BLOB",
                        random -> random.nextBoolean() ? "\"\"" : "\"00ff%02x\"".formatted(random.nextInt(256))),
                new Sample("DATE", "DATE", random -> quoted(date(random))),
                new Sample("TIME(0)", "TIME", random -> quoted(clock(random, 0))),
                new Sample("TIME(3)", "TIME", random -> quoted(clock(random, 3))),
                new Sample("TIMESTAMP(0)", "TIMESTAMP", random -> quoted(date(random) + " " + clock(random, 0))),
                new Sample("TIMESTAMP(3)", "TIMESTAMP", random -> quoted(date(random) + " " + clock(random, 3))),
                new Sample("TIMESTAMP(6)", "TIMESTAMP", random -> quoted(date(random) + " " + clock(random, 6))),
                new Sample("TIMESTAMP(9)", "TIMESTAMP_NS", random -> quoted(date(random) + " " + clock(random, 9))),
                new Sample(
                        "TIMESTAMP_LTZ(3)",
                        "TIMESTAMP WITH TIME ZONE",
                        random -> quoted(date(random) + " " + clock(random, 3) + "+00")),
                new Sample("ARRAY<INT>", "INTEGER[]", random -> "[\"1\",null,\"%d\"]".formatted(random.nextInt())),
                new Sample(
                        "MAP<STRING, DECIMAL(4, 1)>",
                        "MAP(VARCHAR, DECIMAL(4,1))",
                        random -> "[{\"key\":\"a\",\"value\":%s},{\"key\":\"b\",\"value\":null}]"
                                .formatted(decimal(random, 13, 1))),
                new Sample(
                        "ROW<`a b` ARRAY<ROW<x DATE>>, m MAP<INT, BYTES>>",
                        "STRUCT(\"a b\" STRUCT(\"x\" DATE)[], \"m\" MAP(INTEGER, BLOB))",
                        random -> "{\"a b\":[{\"x\":\"%s\"},null],\"m\":[{\"key\":\"1\",\"value\":\"0a\"}]}"
                                .formatted(date(random))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesBackWhatItReads(Sample sample) throws IOException {
        LogicalType type = type(sample.type());
        RowText rows = new RowText(List.of(type));
        Random random = new Random(sample.type().hashCode());
        assertThat(ColumnTypes.storeType(type)).contains(sample.storeType());
        for (int index = 0; index < SAMPLES; index++) {
            String line = "{\"k\":\"-U\",\"c0\":" + sample.json().apply(random) + "}";
            assertThat(write(rows, rows.read(JSON.readTree(line)))).isEqualTo(line);
        }
        assertThat(write(rows, rows.read(JSON.readTree("{}")))).isEqualTo("{\"c0\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOUBLE | nan | NaN",
                "DOUBLE | -inf | -Infinity",
                "FLOAT | inf | Infinity",
                "DOUBLE | 1e+20 | 1.0E20",
                "DECIMAL(5, 2) | 1 | 1.00",
                "DECIMAL(5, 2) | 1.500 | 1.50",
                "TIMESTAMP(3) | 2024-05-18 12:00:00.500 | 2024-05-18 12:00:00.5",
                "TIMESTAMP_LTZ(3) | 2024-05-18 12:00:00+08 | 2024-05-18 04:00:00+00",
                "TIMESTAMP_LTZ(3) | 2024-05-18 12:00:00+05:30 | 2024-05-18 06:30:00+00",
            })
    void takesOtherSpellings(String type, String text, String written) throws IOException {
        RowText rows = new RowText(List.of(type(type)));
        assertThat(write(rows, rows.read(JSON.readTree("{\"c0\":\"" + text + "\"}"))))
                .isEqualTo("{\"c0\":\"" + written + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT | 2147483648 | 2147483648 is no value of type INT",
                "DECIMAL(5, 2) | 1.005 | 1.005 is no value of type DECIMAL(5, 2)",
                "DECIMAL(5, 2) | 1000.00 | 1000.00 is no value of type DECIMAL(5, 2)",
                "TIMESTAMP(3) | 2024-05-18 12:00:00.0001 | 2024-05-18 12:00:00.0001 is no value of type TIMESTAMP(3)",
                "DATE | 2024-02-30 | 2024-02-30 is no value of type DATE",
                "BOOLEAN | yes | yes is neither true nor false",
            })
    void refusesWhatDoesNotFit(String type, String text, String message) {
        ValueText value = ValueText.of(type(type));
        assertThatThrownBy(() -> value.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void readsRowKinds() throws IOException {
        RowText rows = new RowText(List.of());
        List<RowKind> kinds = new ArrayList<>();
        for (String kind : List.of("+I", "-U", "+U", "-D")) {
            kinds.add(rows.read(JSON.readTree("{\"k\":\"" + kind + "\"}")).getRowKind());
        }
        assertThat(kinds).containsExactly(RowKind.values());
        assertThat(rows.read(JSON.readTree("{\"i\":0}")).getRowKind()).isEqualTo(RowKind.INSERT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"INTERVAL DAY TO SECOND", "MULTISET<INT>", "ROW<a INTERVAL MONTH>", "ARRAY<MULTISET<INT>>"})
    void knowsNoStoreTypeForTheRest(String type) {
        assertThat(ColumnTypes.storeType(type(type))).isEmpty();
        assertThatThrownBy(() -> ValueText.of(type(type))).isInstanceOf(IllegalArgumentException.class);
    }

    private static LogicalType type(String text) {
        return LogicalTypeParser.parse(text, RowTextTest.class.getClassLoader());
    }

    private static String write(RowText rows, RowData row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            rows.write(out, row);
        }
        return text.toString();
    }

    private static String quoted(Object value) {
        return '"' + value.toString() + '"';
    }

    private static String decimal(Random random, int bits, int scale) {
        BigInteger unscaled = new BigInteger(bits, random);
        return quoted(new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale).toPlainString());
    }

    private static String text(Random random) {
        return List.of("\"\"", "\"abc\"", "\"优惠券\"", "\"a\\\"b\\\\\"", "\"\\n\"", "\"😀\"")
                .get(random.nextInt(6));
    }

    private static LocalDate date(Random random) {
        return LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_058));
    }

    private static String clock(Random random, int digits) {
        String time = "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        if (digits == 0 || random.nextInt(4) == 0) {
            return time;
        }
        String fraction = "%09d".formatted(random.nextInt(1_000_000_000)).substring(0, digits);
        String trimmed = new BigDecimal("0." + fraction).stripTrailingZeros().toPlainString();
        return trimmed.equals("0") ? time : time + trimmed.substring(1);
    }
}
