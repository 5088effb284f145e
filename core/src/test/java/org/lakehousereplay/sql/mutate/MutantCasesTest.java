package org.lakehousereplay.sql.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.mutate.MutantCases.MutantCase;

class MutantCasesTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void openDatabase() throws SqlFailure {
        database = Shop.open();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    static Stream<MutantCase> cases() {
        return MutantCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_query_has_the_mutants_that_people_would_make(MutantCase expected) throws SqlFailure {
        List<SqlMutant> mutants = SqlMutants.of(database, expected.sql(), new Shop());
        assertThat(expected.written(mutants)).isEqualTo(expected.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mutants_bind(MutantCase any) throws SqlFailure {
        for (SqlMutant mutant : SqlMutants.of(database, any.sql(), new Shop())) {
            assertThat(database.bind(mutant.sql())).as(mutant.sql()).isNotEmpty();
        }
    }

    @Test
    void every_operator_has_a_case() {
        Set<String> tried = cases().filter(any -> any.expected().contains(" ->"))
                .flatMap(any -> any.operators().stream())
                .collect(Collectors.toSet());
        assertThat(tried)
                .containsAll(Arrays.stream(MutationOperator.values())
                        .map(MutationOperator::id)
                        .toList());
    }
}
