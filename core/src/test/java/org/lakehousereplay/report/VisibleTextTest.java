package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

    @Test
    void nullAndTheEmptyStringLookDifferentFromEverythingElse() {
        assertThat(VisibleText.ofValue(Optional.empty())).isEqualTo("NULL");
        assertThat(show("NULL")).isEqualTo("\"NULL\"");
        assertThat(show("")).isEqualTo("\"\"");
        assertThat(show("\"\"")).isEqualTo("\"\\\"\\\"\"");
        assertThat(show("app")).isEqualTo("app");
        assertThat(show("app ")).isEqualTo("\"app \"");
        assertThat(show("say \"hi\"")).isEqualTo("say \"hi\"");
    }

    @Test
    void invisibleAndActiveCharactersAreEscaped() {
        assertThat(show("a\nb\tc\rd\\n")).isEqualTo("a\\nb\\tc\\rd\\\\n");
        assertThat(show("\u001b[31m\u0000")).isEqualTo("\\u001b[31m\\u0000");
        assertThat(show("\u202egnp\u200b\u00a0\u3000x\ufe0f")).isEqualTo("\\u202egnp\\u200b\\u00a0\\u3000x\\ufe0f");
        assertThat(show("\ud800x")).isEqualTo("\\ud800x");
        assertThat(show("\udb40\udc41")).isEqualTo("\\u{e0041}");
    }

    @Test
    void aLongValueIsCutByColumnsAndNotByCharacters() {
        assertThat(show("x".repeat(40))).isEqualTo("x".repeat(40));
        assertThat(show("x".repeat(41))).isEqualTo("x".repeat(39) + "…");
        assertThat(show("汉".repeat(20))).isEqualTo("汉".repeat(20));
        assertThat(show("汉".repeat(21))).isEqualTo("汉".repeat(19) + "…");
        assertThat(show("\n".repeat(1000))).isEqualTo("\\n".repeat(19) + "…");
        assertThat(show("x".repeat(10_000_000))).hasSize(40);
    }

    @Test
    void aDifferenceFarInsideALongValueIsShown() {
        VisibleText.Pair pair = VisibleText.ofDifferentValues(
                Optional.of("a".repeat(100) + "1" + "b".repeat(100)),
                Optional.of("a".repeat(100) + "2" + "b".repeat(100)));

        assertThat(pair.expected()).isEqualTo("…" + "a".repeat(12) + "1" + "b".repeat(26) + "…");
        assertThat(pair.actual()).startsWith("…" + "a".repeat(12) + "2");
    }

    @Test
    void aValueThatGoesOnWhereTheOtherEndsLooksDifferent() {
        VisibleText.Pair pair =
                VisibleText.ofDifferentValues(Optional.of("a".repeat(100)), Optional.of("a".repeat(101)));

        assertThat(pair.expected()).isNotEqualTo(pair.actual());
    }

    @Test
    void aDifferenceInsideASurrogatePairIsNotTornApart() {
        VisibleText.Pair pair =
                VisibleText.ofDifferentValues(Optional.of("😀".repeat(50) + "1"), Optional.of("😀".repeat(50) + "2"));

        assertThat(pair.expected()).isEqualTo("…" + "😀".repeat(6) + "1");
        assertThat(pair.actual()).isEqualTo("…" + "😀".repeat(6) + "2");
    }

    @ParameterizedTest
    @CsvSource({"app,3", "汉字,4", "é,1", "e\u0301,1", "ｆ,2", "한,2", "😀,2", "'',0"})
    void widthIsCountedInColumns(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void aSentenceStaysOnOneLine() {
        assertThat(VisibleText.ofSentence("cannot read\n'C:\\x'\u001b[0m")).isEqualTo("cannot read 'C:\\x'\\u001b[0m");
    }

    private static String show(String value) {
        return VisibleText.ofValue(Optional.of(value));
    }
}
