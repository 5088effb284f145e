package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.pipeline.Column;

class RowTextTest {

    @Test
    void csv_keeps_what_a_reader_would_lose_otherwise() {
        assertThat(RowText.csv(
                        List.of(Optional.of("a, \"b\""), Optional.empty(), Optional.of(""), Optional.of("end \t"))))
                .isEqualTo("\"a, \"\"b\"\"\",,\"\",end \t");
        assertThat(RowText.csv(List.of(Optional.of("two\nlines")))).isEqualTo("\"two\nlines\"");
        assertThat(RowText.csv(List.of(Optional.empty()))).isEmpty();
    }

    @Test
    void json_writes_numbers_and_nested_values_as_they_are_and_all_else_as_text() {
        assertThat(RowText.json(
                        List.of("n", "x", "s", "l", "z"),
                        List.of(
                                new Column("n", "DECIMAL(12,2)", true),
                                new Column("x", "DOUBLE", true),
                                new Column("s", "VARCHAR", true),
                                new Column("l", "INTEGER[]", true),
                                new Column("z", "DATE", true)),
                        List.of(
                                Optional.of("1.50"),
                                Optional.of("nan"),
                                Optional.of("say \"hi\""),
                                Optional.of("[1,null]"),
                                Optional.empty())))
                .isEqualTo("{\"n\":1.50,\"x\":\"nan\",\"s\":\"say \\\"hi\\\"\",\"l\":[1,null],\"z\":null}");
    }
}
