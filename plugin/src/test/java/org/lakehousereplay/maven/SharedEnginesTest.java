package org.lakehousereplay.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableFormat;

/** When the goals of a build share their engines, and when these end. */
final class SharedEnginesTest {

    private final List<Runnable> due = new ArrayList<>();
    private final SharedEngines shared = new SharedEngines(due::add);
    private final List<NamedEngines> made = new ArrayList<>();

    @Test
    void goals_with_the_same_settings_share_their_engines() {
        Engines first = borrow("1g");
        Engines second = borrow("1g");

        assertThat(made).hasSize(1);
        assertThat(first.engineNames()).isEqualTo(second.engineNames());
    }

    @Test
    void other_settings_make_other_engines() {
        borrow("1g");
        borrow("2g");

        assertThat(made).hasSize(2);
    }

    @Test
    void engines_end_a_while_after_the_last_goal() {
        Engines first = borrow("1g");
        Engines second = borrow("1g");

        first.close();
        first.close();
        assertThat(due).isEmpty();
        second.close();
        assertThat(made.get(0).closed).isFalse();
        due.forEach(Runnable::run);

        assertThat(made.get(0).closed).isTrue();
        borrow("1g");
        assertThat(made).hasSize(2);
    }

    @Test
    void a_goal_that_comes_in_time_keeps_them() {
        borrow("1g").close();
        Engines second = borrow("1g");
        due.forEach(Runnable::run);
        assertThat(made.get(0).closed).isFalse();
        second.close();
        due.get(0).run();
        assertThat(made.get(0).closed).isFalse();
        due.get(1).run();

        assertThat(made).hasSize(1);
        assertThat(made.get(0).closed).isTrue();
    }

    @Test
    void they_belong_to_the_build() {
        DefaultRepositorySystemSession build = new DefaultRepositorySystemSession();

        assertThat(SharedEngines.of(build))
                .isSameAs(SharedEngines.of(new DefaultRepositorySystemSession(build)))
                .isNotSameAs(SharedEngines.of(new DefaultRepositorySystemSession()));
    }

    private Engines borrow(String key) {
        return shared.borrow(key, () -> {
            made.add(new NamedEngines());
            return made.get(made.size() - 1);
        });
    }

    private static final class NamedEngines implements Engines {

        private boolean closed;

        @Override
        public EngineSession engine(String name) throws EngineUnavailableException {
            return Engines.none().engine(name);
        }

        @Override
        public LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
            return Engines.none().tableFormat(name);
        }

        @Override
        public List<String> engineNames() {
            return List.of(Integer.toString(System.identityHashCode(this)));
        }

        @Override
        public List<String> tableFormatNames() {
            return List.of();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
