package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionStepTest {

    @ParameterizedTest
    @CsvSource({
        "1.0.0, 2.0.0, MAJOR",
        "1.9.9, 2.0.0-SNAPSHOT, MAJOR",
        "1.0.0, 1.1.0, MINOR",
        "1.0, 1.1.0-rc-1, MINOR",
        "1, 1.1, MINOR",
        "1.0.0, 1.0.1, PATCH",
        "1.2.3.4, 1.2.3.5, PATCH",
        "1.0.0.Final, 1.0.1.Final, PATCH",
        "1.2.3rc1, 1.2.4, PATCH",
        "1.0.0, 1.0.0-SNAPSHOT, PATCH",
        "1.0, 1.0.0, PATCH",
        "2026.4, 2026.11, MINOR",
        "20240518120000, 20240518120001, MAJOR",
        "99999999999999999999, 100000000000000000000, MAJOR",
        "0.1.0, 0.2.0, MAJOR",
        "0.1.0, 0.1.1, MINOR",
        "0.0.1, 0.0.2, MINOR",
        "0.0.1.1, 0.0.1.2, MINOR",
        "0.9.0, 1.0.0, MAJOR",
    })
    void a_step_promises_a_level(String from, String to, ChangeLevel promised) {
        assertThat(VersionStep.between(from, to)).map(VersionStep::promised).contains(promised);
    }

    @ParameterizedTest
    @CsvSource({"latest, 1.0.0", "1.0.0, main", "'', 1.0.0", "2.0.0, 1.9.0", "1.0.1, 1.0.0", "v1.0.0, 1.0.1"})
    void versions_that_lead_nowhere_are_not_compared(String from, String to) {
        assertThat(VersionStep.between(from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, MAJOR, 2.0.0",
        "1.2.3, MINOR, 1.3.0",
        "1.2.3, PATCH, 1.2.4",
        "1.2.3.4, PATCH, 1.2.3.5",
        "1.2.3.4, MINOR, 1.3.0.0",
        "1, MAJOR, 2",
        "1, MINOR, 1.1",
        "1, PATCH, 1.0.1",
        "1.2.3-alpha, MAJOR, 2.0.0",
        "0.2.3, MAJOR, 0.3.0",
        "0.2.3, MINOR, 0.2.4",
        "0.2.3, PATCH, 0.2.4",
        "0, MAJOR, 0.1",
    })
    void the_smallest_next_version_is_told_and_keeps_its_promise(String from, ChangeLevel level, String required) {
        VersionStep step = VersionStep.between(from, from).orElseThrow();

        assertThat(step.required(level)).isEqualTo(required);
        assertThat(VersionStep.between(from, required).orElseThrow().promised()).isGreaterThanOrEqualTo(level);
    }
}
