package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestReportFamilyTest {

    private static final TestReportFamily VERIFICATION = TestReportFamily.VERIFICATION;
    private static final TestReportFamily COMPARISON = TestReportFamily.COMPARISON;

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/b", "a\\b", "a b", "周末", "-x", "a\u0000b", "a~b", "CON:", ""})
    void aFileNameIsPlainForAnyPipeline(String pipeline) {
        assertThat(VERIFICATION.fileName(pipeline)).matches("TEST-lakehouse[.][A-Za-z0-9_.-]*~[0-9a-f]{8}[.]xml");
        assertThat(COMPARISON.fileName(pipeline)).matches("TEST-lakehouse-compare[.][A-Za-z0-9_.-]*~[0-9a-f]{8}[.]xml");
    }

    @Test
    void differentPipelinesHaveDifferentFiles() {
        assertThat(VERIFICATION.fileName("a b")).isNotEqualTo(VERIFICATION.fileName("a_b"));
        assertThat(VERIFICATION.fileName("x".repeat(200))).isNotEqualTo(VERIFICATION.fileName("x".repeat(201)));
        assertThat(VERIFICATION.fileName("x".repeat(100_000))).hasSizeLessThan(140);
        assertThat(VERIFICATION.fileName("weekend-coupon_2.x")).isEqualTo("TEST-lakehouse.weekend-coupon_2.x.xml");
        assertThat(COMPARISON.fileName("weekend-coupon")).isEqualTo("TEST-lakehouse-compare.weekend-coupon.xml");
    }

    @Test
    void noFamilyKnowsTheFilesOfAnother() {
        for (String pipeline : new String[] {"a", "-compare", "compare", "-compare.a", "a b"}) {
            assertThat(VERIFICATION.hasName(VERIFICATION.fileName(pipeline))).isTrue();
            assertThat(COMPARISON.hasName(COMPARISON.fileName(pipeline))).isTrue();
            assertThat(COMPARISON.hasName(VERIFICATION.fileName(pipeline))).isFalse();
            assertThat(VERIFICATION.hasName(COMPARISON.fileName(pipeline))).isFalse();
        }
        assertThat(VERIFICATION.hasName(COMPARISON.fileName())).isFalse();
        assertThat(COMPARISON.hasName(VERIFICATION.fileName())).isFalse();
        assertThat(COMPARISON.hasName(COMPARISON.fileName())).isTrue();
        assertThat(VERIFICATION.hasName(VERIFICATION.fileName())).isTrue();
    }
}
