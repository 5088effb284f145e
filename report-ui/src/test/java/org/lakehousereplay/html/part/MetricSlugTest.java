package org.lakehousereplay.html.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricSlugTest {

    @Test
    void keepsPlainNames() {
        assertThat(MetricSlug.of("weekend-coupon", "gmv_10min")).isEqualTo("weekend-coupon.gmv_10min");
        assertThat(MetricSlug.ofLine("shop.gmv", "orders_clean", 4)).isEqualTo("sql.shop.gmv.orders_clean.L4");
    }

    @Test
    void tellsApartWhatLooksTheSameWithoutItsCharacters() {
        assertThat(MetricSlug.of("周末", "gmv")).matches("__\\.gmv~[0-9a-f]{8}").isNotEqualTo(MetricSlug.of("节日", "gmv"));
        assertThat(MetricSlug.of("a.b", "c")).isNotEqualTo(MetricSlug.of("a", "b.c"));
        assertThat(MetricSlug.of("../../etc", "x")).doesNotContain("/");
    }

    @Test
    void endsWhereFileSystemsDo() {
        assertThat(MetricSlug.of("p", "m".repeat(500))).hasSizeLessThan(140);
    }
}
