package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

class QueryComparisonTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() {
        database = ScratchDatabase.open(Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a FROM t WHERE x AND y = 1 | SELECT a FROM t WHERE x | FILTER (y = 1) -> ",
                "SELECT a FROM t WHERE x | SELECT a FROM t WHERE x AND y = 1 | FILTER  -> (y = 1)",
                "SELECT a FROM t WHERE x > 5 | SELECT a FROM t WHERE x >= 5 | FILTER (x > 5) -> (x >= 5)",
                "SELECT round(a, 2) AS b FROM t | SELECT round(a, 4) AS b FROM t | MEASURE round(a, 2) -> round(a, 4)",
                "SELECT time_bucket(INTERVAL 10 MINUTES, a) FROM t | SELECT time_bucket(INTERVAL 1 MINUTE, a) FROM t | TIME x",
            })
    void editsAreAsSmallAsMakesSense(String before, String after, String expected) throws SqlFailure {
        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(texts(comparison)).isEqualTo(List.of(expected.split(" ; ", -1)));
        for (QueryEdit edit : comparison.edits()) {
            System.out.println(comparison.written(Set.of(edit)).orElse("?"));
        }
    }

    private static List<String> texts(QueryComparison comparison) {
        List<String> texts = new ArrayList<>();
        for (QueryEdit edit : comparison.edits()) {
            texts.add(edit.category() + " " + edit.before().orElse("") + " -> "
                    + edit.after().orElse(""));
        }
        return texts;
    }
}
