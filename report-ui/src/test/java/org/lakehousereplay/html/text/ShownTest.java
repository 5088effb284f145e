package org.lakehousereplay.html.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    @ParameterizedTest
    @CsvSource({
        "2024-05-18T12:10:00, 2024-05-18 12:10",
        "2024-05-18T12:10:05, 2024-05-18 12:10:05",
        "2024-05-18T00:00:00, 2024-05-18",
        "2024-05-18T12:10:00.5, 2024-05-18 12:10:00.5",
        "2023-10-01T12:01:00+08:00, 2023-10-01 12:01+08:00",
        "app, app",
    })
    void tellsOfATimeWhatSaysSomething(String value, String shown) {
        assertThat(Shown.moment(value)).isEqualTo(shown);
    }

    @Test
    void showsWhatCannotBeSeen() {
        assertThat(Shown.moment(null)).isEqualTo("NULL");
        assertThat(Shown.value("")).isEqualTo("\"\"");
        assertThat(Shown.value("a\u202eb")).isEqualTo("a\\u202eb");
    }

    @Test
    void takesQuotedCodeOutOfSentences() {
        assertThat(Prose.of("There is no `a` here, `b"))
                .isEqualTo(List.of(
                        new Prose.Piece("There is no ", false),
                        new Prose.Piece("a", true),
                        new Prose.Piece(" here, `b", false)));
    }
}
