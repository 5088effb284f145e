package org.lakehousereplay.sql.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** The reference of the operators has each of them, with an example that is true. */
class MutationReferenceTest {

    @ParameterizedTest
    @EnumSource(MutationOperator.class)
    void every_operator_is_documented_with_mutants_that_it_makes(MutationOperator operator) throws SqlFailure {
        String section = section(operator);
        String sql = section.substring(section.indexOf("```sql\n") + 7, section.indexOf("\n```\n"));
        List<String> rows =
                section.lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows).isNotEmpty();
        try (ScratchDatabase database = Shop.open()) {
            List<String> made = SqlMutants.of(database, sql, new Shop()).stream()
                    .filter(mutant -> mutant.operator() == operator)
                    .map(MutationReferenceTest::row)
                    .toList();
            assertThat(made).containsAll(rows);
        }
    }

    private static String row(SqlMutant mutant) {
        String after = mutant.after().isEmpty() ? "(dropped)" : "`" + mutant.after() + "`";
        return "| `" + mutant.before() + "` | " + after + " | " + mutant.words() + " |";
    }

    private static String section(MutationOperator operator) {
        try {
            String reference = Files.readString(Path.of("../docs/mutation-operators.md"));
            return Stream.of(reference.split("\n## "))
                    .filter(section -> section.startsWith(operator.id() + "\n"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(operator.id() + " is not documented"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
