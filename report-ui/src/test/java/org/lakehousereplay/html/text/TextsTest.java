package org.lakehousereplay.html.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Format;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {

    private final Map<String, String> english = Texts.of(Locale.ENGLISH).startingWith("");
    private final Map<String, String> chinese = Texts.of(Locale.CHINA).startingWith("");

    @Test
    void saysEverythingInBothLanguages() {
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void givesTheSamePlacesInBothLanguages() {
        english.forEach((key, pattern) -> {
            Format[] inEnglish = new MessageFormat(pattern, Locale.ENGLISH).getFormatsByArgumentIndex();
            Format[] inChinese = new MessageFormat(chinese.get(key), Locale.CHINA).getFormatsByArgumentIndex();
            assertThat(inChinese.length).as(key).isLessThanOrEqualTo(inEnglish.length);
        });
    }

    @Test
    void losesNoApostrophe() {
        assertThat(english).allSatisfy((key, pattern) -> assertThat(pattern).doesNotContainPattern("(?<!')'(?!')"));
    }
}
