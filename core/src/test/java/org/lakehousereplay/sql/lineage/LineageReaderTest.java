package org.lakehousereplay.sql.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.lineage.LineageCases.LineageCase;

class LineageReaderTest {

    private static ScratchDatabase database;
    private static LineageReader reader;

    @BeforeAll
    static void open() throws Exception {
        database = ScratchDatabase.open(Duration.ofSeconds(60));
        reader = LineageReader.of(database, "lineage", LineageCases.TABLES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<LineageCase> cases() {
        return LineageCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tells_where_columns_come_from(LineageCase example) {
        Optional<QueryLineage> lineage = reader.read(example.query(), LineageCases.output(example));

        assertThat(lineage.map(LineageCases::text)).get().isIn(example.told());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT nothing FROM orders",
                "SELECT amount FROM nowhere",
                "SELECT FROM",
                "SELECT 1 AS amount; SELECT 2 AS amount",
                "SELECT amount, channel FROM orders",
                "CREATE TABLE x AS SELECT 1 AS amount",
                "SELECT amount FROM orders USING SAMPLE 10%",
                "",
            })
    void tells_nothing_rather_than_something_wrong(String query) {
        assertThat(reader.read(query, List.of("amount"))).isEmpty();
    }

    @Test
    void survives_deep_queries() {
        StringBuilder expression = new StringBuilder("amount");
        for (int depth = 0; depth < 400; depth++) {
            expression.insert(0, '(').append(" + 1)");
        }
        StringBuilder nested = new StringBuilder("SELECT amount FROM orders");
        for (int depth = 0; depth < 100; depth++) {
            nested.insert(0, "SELECT amount FROM (").append(')');
        }
        String union = "SELECT amount FROM orders" + " UNION ALL SELECT amount FROM refunds".repeat(500);

        assertThat(reader.read("SELECT " + expression + " AS amount FROM orders", List.of("amount")))
                .map(LineageCases::text)
                .hasValue("amount: orders.amount\n?");
        assertThat(reader.read(nested.toString(), List.of("amount")))
                .map(LineageCases::text)
                .hasValue("amount: orders.amount\n?");
        assertThat(reader.read(union, List.of("amount")))
                .map(LineageCases::text)
                .hasValue("amount: orders.amount refunds.amount\n?");
    }
}
