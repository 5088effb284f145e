package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding.MissingColumns;

class MissingColumnsMessageTest {

    @Test
    void namesTheColumnsAndSaysThatNothingWasCompared() {
        MissingColumnsMessage message = new MissingColumnsMessage(new MissingColumns(List.of("gmv", "margin")));

        assertThat(message.phrase()).isEqualTo("2 expected columns not in the output");
        assertThat(message.lines())
                .containsExactly(
                        "  expected columns that the output does not have: gmv, margin", "  no row was compared");
    }

    @Test
    void manyColumnsAreCounted() {
        List<String> columns =
                IntStream.range(0, 50).mapToObj(number -> "c" + number).toList();

        assertThat(new MissingColumnsMessage(new MissingColumns(columns))
                        .lines()
                        .get(0))
                .endsWith("c10, c11, … 38 more columns");
    }
}
