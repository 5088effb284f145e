package org.lakehousereplay.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SurvivorsTest {

    @Test
    void agrees_with_a_list_whatever_is_removed() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(400);
            Survivors survivors = new Survivors(size);
            List<Long> list = new ArrayList<>(LongStream.range(0, size).boxed().toList());
            while (!list.isEmpty()) {
                assertThat(survivors.size()).isEqualTo(list.size());
                int rank = random.nextInt(list.size());
                assertThat(survivors.number(rank)).isEqualTo(list.get(rank));
                long from = list.get(rank);
                long to = Math.min(size, from + 1 + random.nextInt(1 + random.nextInt(100)));
                survivors.removeFrom(from, to);
                list.removeIf(number -> number >= from && number < to);
            }
            assertThat(survivors.size()).isZero();
        }
    }

    @Test
    void removes_a_number_once() {
        Survivors survivors = new Survivors(3);

        survivors.remove(1);
        survivors.remove(1);

        assertThat(survivors.size()).isEqualTo(2);
        assertThat(survivors.number(1)).isEqualTo(2);
        assertThatThrownBy(() -> survivors.number(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
