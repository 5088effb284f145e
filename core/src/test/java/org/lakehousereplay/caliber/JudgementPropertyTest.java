package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/** What holds for any change, whatever its names and numbers. */
final class JudgementPropertyTest {

    private static final Circumstances CIRCUMSTANCES = SampleChanges.against("1.0.0");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_entry_exactly_as_observed_declares_without_problems(long seed) {
        for (CaliberChange change : new RandomChanges(new Random(seed)).changes()) {
            Judgement judgement = Judgement.of(List.of(change), List.of(exact(change)), CIRCUMSTANCES);

            assertThat(judgement.problems()).isEmpty();
            assertThat(judgement.changes().get(0).uncovered()).isEmpty();
            assertThat(judgement.changes().get(0).standing())
                    .isEqualTo(change.kind().level() == ChangeLevel.PATCH ? Standing.TOLERATED : Standing.DECLARED);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void without_a_fixture_or_a_column_it_does_not(long seed) {
        for (CaliberChange change : new RandomChanges(new Random(seed)).changes()) {
            Scope scope = Scope.of(exact(change));
            for (String fixture : scope.fixtures()) {
                assertThat(standing(change, withFixtures(scope, without(scope.fixtures(), fixture))))
                        .isEqualTo(Standing.UNDECLARED);
            }
            for (String column : scope.columns()) {
                assertThat(standing(change, withColumns(scope, without(scope.columns(), column))))
                        .isEqualTo(Standing.UNDECLARED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void with_another_fixture_or_column_it_is_too_broad(long seed) {
        Random random = new Random(seed);
        RandomChanges generator = new RandomChanges(random);
        for (CaliberChange change : generator.changes()) {
            Scope scope = Scope.of(exact(change));
            String fixture = generator.another(scope.fixtures());
            String column = generator.another(scope.columns());

            Judgement fixtures = judge(change, withFixtures(scope, with(scope.fixtures(), fixture)));
            Judgement columns = judge(change, withColumns(scope, with(scope.columns(), column)));

            for (Judgement judgement : List.of(fixtures, columns)) {
                assertThat(judgement.changes().get(0).standing()).isNotEqualTo(Standing.UNDECLARED);
                assertThat(judgement.problems()).extracting(Problem::code).containsExactly(ErrorCode.CHANGE_TOO_BROAD);
            }
            assertThat(fixtures.problems().get(0).message()).endsWith(": fixture " + fixture);
            assertThat(columns.problems().get(0).message()).endsWith(": column " + column);
        }
    }

    private static Standing standing(CaliberChange change, Scope scope) {
        return judge(change, scope).changes().get(0).standing();
    }

    private static Judgement judge(CaliberChange change, Scope scope) {
        return Judgement.of(List.of(change), List.of(exact(change).withScope(scope)), CIRCUMSTANCES);
    }

    private static DeclaredChange exact(CaliberChange change) {
        Scope scope = ScopeFitting.fresh(Shown.of(change));
        return new DeclaredChange(
                change.pipeline(),
                change.metric(),
                change.kind(),
                "1.0.0",
                scope.fixtures(),
                scope.columns(),
                scope.keys(),
                scope.deltas(),
                "Because",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Location.of(SampleChanges.FILE));
    }

    private static Scope withFixtures(Scope scope, List<String> fixtures) {
        return new Scope(fixtures, scope.columns(), scope.keys(), scope.deltas());
    }

    private static Scope withColumns(Scope scope, List<String> columns) {
        return new Scope(scope.fixtures(), columns, scope.keys(), scope.deltas());
    }

    private static List<String> without(List<String> names, String name) {
        List<String> others = new ArrayList<>(names);
        others.remove(name);
        return others;
    }

    private static List<String> with(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }
}
