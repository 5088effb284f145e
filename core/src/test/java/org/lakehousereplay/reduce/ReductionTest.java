package org.lakehousereplay.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.reduce.SampleParts.Part;

class ReductionTest {

    private static Outcome minimize(SampleParts parts) {
        return Reduction.minimize(parts, Budget.ofTrials(1_000_000), Progress.SILENT);
    }

    private static Part number(long number) {
        return new Part(0, number, -1);
    }

    @Test
    void finds_exactly_the_needed_parts_when_each_is_needed_for_itself() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(600);
            Set<Part> needed = new HashSet<>();
            for (int count = random.nextInt(8); count > 0; count--) {
                needed.add(number(random.nextInt(size)));
            }
            SampleParts parts = SampleParts.numbers(size, left -> left.containsAll(needed));

            Outcome outcome = minimize(parts);

            assertThat(outcome.minimal()).isTrue();
            assertThat(parts.left()).as("seed %s", seed).isEqualTo(needed);
        }
    }

    /** Predicates that are neither monotonous nor independent: sums of weights, some of them negative. */
    @Test
    void nothing_that_is_left_can_be_removed_alone() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<List<Part>> groups = new ArrayList<>();
            long parents = random.nextInt(20);
            for (int group = 0; group < 3; group++) {
                List<Part> parts = new ArrayList<>();
                long size = group == 0 ? parents : random.nextInt(40);
                for (long index = 0; index < size; index++) {
                    boolean child = group == 1 && parents > 0 && random.nextBoolean();
                    parts.add(new Part(group, index, child ? random.nextInt((int) parents) : -1));
                }
                groups.add(parts);
            }
            int salt = random.nextInt();
            Predicate<Set<Part>> mustHold = left -> {
                long sum = 0;
                for (Part part : left) {
                    sum += Math.floorMod((part.number() + 31L * part.group()) * 7919 + salt, 11) - 4;
                }
                return sum >= 3;
            };
            SampleParts parts = new SampleParts(groups, mustHold);
            boolean held = mustHold.test(parts.left());

            Outcome outcome = minimize(parts);

            assertThat(outcome.minimal()).isTrue();
            if (held || !parts.left().isEmpty()) {
                for (int group = 0; group < parts.groups(); group++) {
                    for (long part = 0; part < parts.size(group); part++) {
                        assertThat(parts.without(new Block(group, part, part + 1)))
                                .as("seed %s", seed)
                                .isEqualTo(Trial.BROKEN);
                    }
                }
            }
        }
    }

    @Test
    void takes_about_twice_the_logarithm_for_one_part_among_many() {
        SampleParts parts = SampleParts.numbers(100_000, left -> left.contains(number(77_777)));

        Outcome outcome = minimize(parts);

        assertThat(parts.left()).containsExactly(number(77_777));
        assertThat(outcome.trials()).isLessThan(50);
    }

    @Test
    void stops_when_the_budget_is_spent_and_says_that_more_might_go() {
        SampleParts parts = SampleParts.numbers(1_000, left -> left.contains(number(3)) && left.contains(number(997)));
        List<Long> sizes = new ArrayList<>();

        Outcome outcome = Reduction.minimize(parts, Budget.ofTrials(7), (left, trials) -> sizes.add(left));

        assertThat(outcome).isEqualTo(new Outcome(false, 7));
        assertThat(parts.left()).contains(number(3), number(997)).hasSizeLessThan(1_000);
        assertThat(sizes).isNotEmpty().last().isEqualTo((long) parts.left().size());
    }

    @Test
    void a_repeated_reduction_ends_in_the_same_parts() {
        Predicate<Set<Part>> twoOfThem = left -> left.size() >= 2;
        SampleParts first = SampleParts.numbers(50, twoOfThem);
        SampleParts second = SampleParts.numbers(50, twoOfThem);
        minimize(first);
        minimize(second);

        assertThat(first.left()).hasSize(2).isEqualTo(second.left());
    }
}
