package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedNumberTest {

    @ParameterizedTest
    @CsvSource({
        "-0.03, -3.0 %",
        "0.03000, +3.0 %",
        "0.333333333333, +33.3 %",
        "-1, -100 %",
        "0.9996, +100 %",
        "12.3456, +1235 %",
        "0.1, +10.0 %",
        "0, 0 %",
        "0.00001234567, +0.00123 %",
        "0.0000000123456, +0.00000123 %",
        "1E-20, +1E-18 %",
        "-123456789012, -1.23E+13 %",
        "1E+1000000000, +1E+1000000002 %"
    })
    void aShareIsAPercentageOfThreeDigits(BigDecimal share, String percentage) {
        assertThat(SignedNumber.percent(share)).isEqualTo(percentage);
    }

    @ParameterizedTest
    @CsvSource({"9.00, +9.00", "-3.00, -3.00", "0.00, 0.00", "1E+3, +1000", "1E+1000000000, +1E+1000000000"})
    void anAmountKeepsAllItsDigits(BigDecimal number, String text) {
        assertThat(SignedNumber.of(number)).isEqualTo(text);
    }

    @Test
    void aDeltaInTextHasASign() {
        assertThat(SignedNumber.ofDelta("9.00")).isEqualTo("+9.00");
        assertThat(SignedNumber.ofDelta("-9.00")).isEqualTo("-9.00");
        assertThat(SignedNumber.ofDelta("+00:09:00")).isEqualTo("+00:09:00");
    }
}
