package org.lakehousereplay.html.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.html.EvidenceSettings;

class EvidencePolicyTest {

    private static final List<String> COLUMNS = List.of("order_id", "user_id", "Phone", "amount");

    @Test
    void showsAllWhereNothingIsListed() {
        EvidencePolicy policy = EvidencePolicy.of(EvidenceSettings.DEFAULT);

        assertThat(policy.shownColumns("orders", COLUMNS)).isEqualTo(COLUMNS);
        assertThat(policy.shown("orders", "user_id", "7")).isEqualTo("7");
        assertThat(policy.shown("orders", "user_id", null)).isEqualTo("NULL");
        assertThat(policy.withheld(List.of()).restricted()).isFalse();
    }

    @Test
    void showsListedColumnsAlone() {
        EvidencePolicy policy = policy("ORDERS.order_id", "orders.phone", "events.*");

        assertThat(policy.shownColumns("orders", COLUMNS)).containsExactly("order_id", "Phone");
        assertThat(policy.shownColumns("events", COLUMNS)).isEqualTo(COLUMNS);
        assertThatThrownBy(() -> policy.shown("orders", "amount", "9.00")).hasMessageContaining("orders.amount");
    }

    @Test
    void showsNothingForAnEmptyList() {
        assertThat(policy().shownColumns("orders", COLUMNS)).isEmpty();
    }

    @Test
    void hashesWithTheSameFingerprintForTheSameValueOfAReportAlone() {
        EvidencePolicy policy = policy("*.user_id:hash", "*.*");
        String fingerprint = policy.shown("orders", "user_id", "7");

        assertThat(fingerprint).matches("#[0-9a-f]{12}");
        assertThat(policy.shown("events", "user_id", "7")).isEqualTo(fingerprint);
        assertThat(policy.shown("orders", "user_id", "8")).isNotEqualTo(fingerprint);
        assertThat(policy("*.user_id:hash").shown("orders", "user_id", "7")).isNotEqualTo(fingerprint);
    }

    @Test
    void letsTheCloserPatternDecideInWhateverOrder() {
        assertThat(policy("orders.user_id:hash", "*").shown("orders", "user_id", "7"))
                .startsWith("#");
        assertThat(policy("*", "orders.user_id:hash").shown("orders", "user_id", "7"))
                .startsWith("#");
        assertThat(policy("orders.*:hash", "orders.amount").shown("orders", "amount", "7"))
                .isEqualTo("7");
        assertThat(policy("orders.amount:hash", "orders.amount").shown("orders", "amount", "7"))
                .startsWith("#");
    }

    private static EvidencePolicy policy(String... columns) {
        return EvidencePolicy.of(new EvidenceSettings(Optional.of(List.of(columns)), 50));
    }
}
