package org.lakehousereplay.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseVersionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0",
                "1",
                "2024.05.18",
                "1.0.0.Final",
                "1.0.0.GA",
                "1.0.0.RELEASE",
                "33.0-jre",
                "1.0-incubating",
                "1.0.0-1",
                "1.0.0-20240518-a1b2c3d",
                "1.0-sp1",
                "1.0-beautiful",
                "1.0-emea"
            })
    void a_release_is_one(String version) {
        assertThat(ReleaseVersions.isRelease(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0-SNAPSHOT",
                "1.0.0-feature-x-SNAPSHOT",
                "1.0.0-20240518.123456-7",
                "1.0.0-alpha",
                "1.0.0-alpha-1",
                "1.0.0.Alpha1",
                "1.0-beta2",
                "1.0b3",
                "1.0-a1",
                "1.0-rc-1",
                "1.0.0-RC1",
                "1.0rc1",
                "1.0.CR2",
                "1.0-M3",
                "1.0-milestone-3",
                "1.0-ea",
                "17-ea+14",
                "1.0-EAP2",
                "1.0-preview",
                "1.0-pre1",
                "1.0-dev",
                "1.0.dev3",
                "1.0-nightly"
            })
    void what_comes_before_a_release_is_none(String version) {
        assertThat(ReleaseVersions.isRelease(version)).isFalse();
    }
}
