package org.lakehousereplay.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "ordres, orders",
        "ORDERS, orders",
        "order, orders",
        "evnets, events",
        "event_time, eventTime",
        "zebra, ''",
        "id, ''",
        "订单表, 订单",
    })
    void theNearestCandidateIsFoundWhenItIsNear(String word, String expected) {
        assertThat(Spelling.nearest(word, List.of("orders", "events", "eventTime", "ix", "订单"))
                        .orElse(""))
                .isEqualTo(expected);
        assertThat(Spelling.didYouMean(word, List.of())).isEmpty();
    }
}
