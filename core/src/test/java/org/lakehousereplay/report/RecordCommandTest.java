package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCommandTest {

    @Test
    void namesFixtureAndMetric() {
        assertThat(new RecordCommand("weekend-coupon/lunch-peak", Optional.of("gmv_10min")).render())
                .isEqualTo("mvn lakehouse:record -Dlakehouse.fixture=weekend-coupon/lunch-peak"
                        + " -Dlakehouse.metric=gmv_10min");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "周末/午高峰 ~ -Dlakehouse.fixture=周末/午高峰",
                "a b/c ~ \"-Dlakehouse.fixture=a b/c\"",
                "a/it's ~ \"-Dlakehouse.fixture=a/it's\"",
                "a/$(rm -rf .) ~ '-Dlakehouse.fixture=a/$(rm -rf .)'",
                "a/`x`'y ~ '-Dlakehouse.fixture=a/`x`'\\''y'",
                "a/x;y ~ \"-Dlakehouse.fixture=a/x;y\"",
            })
    void namesThatAShellWouldReadAreQuoted(String fixture, String argument) {
        assertThat(new RecordCommand(fixture, Optional.of("gmv")).render())
                .isEqualTo("mvn lakehouse:record " + argument + " -Dlakehouse.metric=gmv");
    }

    @Test
    void aNameCannotForgeALineOfTheLog() {
        assertThat(new RecordCommand("a/x\n'\\\u001b[2K", Optional.of("gmv")).render())
                .isEqualTo("mvn lakehouse:record $'-Dlakehouse.fixture=a/x\\u000a\\'\\\\\\u001b[2K'"
                        + " -Dlakehouse.metric=gmv");
    }
}
