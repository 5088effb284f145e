package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.reduce.Block;

/** Blocks of rows are left out with all that refers to them, on trial as for good. */
class WorkingRowsTest {

    private static final String SOURCES = """
            CREATE TABLE regions (region VARCHAR PRIMARY KEY);
            CREATE TABLE staff (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES staff(id),
              region VARCHAR REFERENCES regions(region));
            CREATE TABLE visits (visitor INTEGER REFERENCES staff(id), host INTEGER REFERENCES staff(id));
            """;

    private static final String ALL = """
            /* @metric
            key: []
            */
            SELECT (SELECT list(region ORDER BY region) FROM regions) AS regions,
              (SELECT list(id ORDER BY id) FROM staff) AS staff,
              (SELECT list(visitor || '>' || coalesce(host, 0) ORDER BY visitor) FROM visits) AS visits
            """;

    @TempDir
    private Path directory;

    private SubsetScene scene;
    private SubsetReplay replay;

    @BeforeEach
    void open() throws SQLException {
        scene = new SubsetScene(directory)
                .version("only", "sources.sql", SOURCES, "everything.sql", ALL)
                .rows("regions", "VALUES ('east'), ('west')")
                .rows("staff", "VALUES (1, NULL, 'east'), (2, 1, 'west'), (3, 2, NULL), (4, 5, NULL), (5, 4, NULL)")
                .rows("visits", "VALUES (1, 2), (2, 3), (3, NULL), (4, 5), (5, 1)");
        replay = scene.replay("everything", Duration.ofMinutes(1));
    }

    @AfterEach
    void close() throws SQLException {
        replay.close();
        scene.close();
    }

    private String without(int source, long from, long to) throws SQLException {
        return replay.without(new Block(source, from, to), "SELECT * FROM " + replay.output(0), rows -> {
            rows.next();
            return rows.getString(1) + rows.getString(2) + rows.getString(3);
        });
    }

    private String present() throws SQLException {
        return String.join("", scene.query("SELECT * FROM " + replay.output(0))).replace("|", "");
    }

    @Test
    void what_refers_to_a_row_goes_with_it_through_any_number_of_others() throws SQLException {
        assertThat(without(0, 1, 2)).as("west").isEqualTo("[east][1, 4, 5][4>5, 5>1]");
        assertThat(without(1, 0, 1)).as("the boss of all").isEqualTo("[east, west][4, 5][4>5]");
        assertThat(without(1, 3, 4)).as("who are each other's boss").isEqualTo("[east, west][1, 2, 3][1>2, 2>3, 3>0]");
        assertThat(without(2, 0, 4)).isEqualTo("[east, west][1, 2, 3, 4, 5][5>1]");
    }

    @Test
    void removing_leaves_what_the_trial_showed_whatever_was_removed_before() throws SQLException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            replay.rows().restore();
            while (replay.rows().size(0) + replay.rows().size(1) + replay.rows().size(2) > 0) {
                int source = random.nextInt(3);
                long size = replay.rows().size(source);
                if (random.nextInt(3) == 0) {
                    replay.rows().arrange(source, random.nextInt(replay.rows().arrangements(source)));
                }
                if (size > 0) {
                    long from = random.nextInt((int) size);
                    long to = from + 1 + random.nextInt((int) (size - from));
                    String shown = without(source, from, to);
                    replay.rows().remove(new Block(source, from, to));
                    assertThat(present()).as("seed %s", seed).isEqualTo(shown);
                    for (int index = 0; index < 3; index++) {
                        assertThat(scene.query(
                                        "SELECT count(*) FROM " + replay.rows().table(index)))
                                .containsExactly(Long.toString(replay.rows().size(index)));
                    }
                }
            }
        }
    }

    @Test
    void rows_that_nobody_refers_to_any_more_can_stand_together_at_the_end() throws SQLException {
        replay.rows().remove(new Block(2, 0, 3));

        replay.rows().arrange(1, 1);

        assertThat(without(1, 3, 5)).isEqualTo("[east, west][1, 4, 5][4>5, 5>1]");
    }

    @Test
    void deleting_for_a_while_cascades_and_is_undone() throws SQLException {
        String before = present();

        String shown = replay.withoutForAWhile(
                Set.of(new RowGroup(1, Optional.empty(), 1, Stretch.condition(List.of(new Stretch(1, 0, 1))))),
                "SELECT * FROM " + replay.output(0),
                rows -> {
                    rows.next();
                    return rows.getString(1) + rows.getString(2) + rows.getString(3);
                });

        assertThat(shown).isEqualTo("[east, west][4, 5][4>5]");
        assertThat(present()).isEqualTo(before);
    }
}
