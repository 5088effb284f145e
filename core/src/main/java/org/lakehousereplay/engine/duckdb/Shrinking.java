package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.reduce.Outcome;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.reduce.Reduction;

/** Makes the input of a fixture smaller while a metric goes on being wrong in the same way. */
final class Shrinking {

    /** For writing down what is left, once the time for trials is spent. */
    private static final Duration TO_FINISH = Duration.ofMinutes(1);

    private final FixtureState fixture;
    private final SubsetReplay replay;
    private final Progress progress;

    /**
     * @param fixture the fixture
     * @param replay the older version, if one takes part, and the candidate on its rows
     * @param progress hears how many rows are left
     */
    Shrinking(FixtureState fixture, SubsetReplay replay, Progress progress) {
        this.fixture = fixture;
        this.replay = replay;
        this.progress = progress;
    }

    /** Shrinks while the older version and the candidate differ in a way in which they do now. */
    Optional<ShrunkFixture> whileDiffering(OutputDifference difference) throws SQLException {
        Set<String> columns =
                difference.columns().stream().map(ColumnDifference::column).collect(Collectors.toSet());
        return shrink(new OutputsDiffer(0, 1, columns, difference.added() > 0, difference.removed() > 0));
    }

    /** Shrinks while the candidate has a row as it has it now. */
    Optional<ShrunkFixture> whileRowStays(RowKey key) throws SQLException {
        Optional<KeyLiteral> literal = KeyLiteral.find(replay, 0, 0, key);
        return literal.isEmpty() ? Optional.empty() : shrink(new RowStays(0, literal.get()));
    }

    private Optional<ShrunkFixture> shrink(SubsetPredicate predicate) throws SQLException {
        SubsetReduction reduction = new SubsetReduction(replay, predicate);
        if (!reduction.holds()) {
            return Optional.empty();
        }
        long rowsBefore = reduction.size();
        Deadline deadline = replay.statements().deadline();
        Outcome outcome = Reduction.minimize(reduction, trials -> !deadline.passed(), progress);
        replay.statements().extend(TO_FINISH);
        List<ShrunkFixture.Input> inputs = new ArrayList<>();
        for (int source = 0; source < replay.rows().count(); source++) {
            if (replay.rows().size(source) > 0) {
                inputs.add(input(
                        replay,
                        source,
                        fixture.workspace()
                                .sourceTarget(
                                        replay.rows().source(source),
                                        fixture.workspace().pipeline().models())));
            }
        }
        SubsetVersion candidate = replay.versions().get(replay.versions().size() - 1);
        SubsetVersion shown = replay.versions().get(0);
        List<Column> columns = candidate.metric().output().stream()
                .filter(column -> shown.column(column.name()).isPresent())
                .toList();
        return Optional.of(new ShrunkFixture(
                inputs, columns, outputs(shown, columns), rowsBefore, outcome.minimal(), outcome.trials()));
    }

    /** The rows of a source that are left, with the columns that an input needs to have and those that hold something. */
    static ShrunkFixture.Input input(SubsetReplay replay, int index, LoadTarget target) throws SQLException {
        Source source = replay.rows().source(index);
        String table = replay.rows().table(index);
        List<Column> columns = new ArrayList<>();
        for (Column column : source.columns()) {
            boolean holdsSomething =
                    replay.statements().number("SELECT count(" + Sql.name(column.name()) + ") FROM " + table) > 0;
            if (holdsSomething || target.whyRequired(column).isPresent()) {
                columns.add(column);
            }
        }
        List<Column> written = columns.isEmpty() ? source.columns() : columns;
        List<String> values = written.stream()
                .map(column -> CanonicalText.of(column, Sql.name(column.name())))
                .toList();
        String query = "SELECT " + String.join(", ", values) + " FROM " + table + " ORDER BY " + WorkingRows.PLACE;
        return new ShrunkFixture.Input(source.name(), written, replay.present(query, Shrinking::texts));
    }

    /** The output of the first version, with the values as the candidate's types have them. */
    private List<List<Optional<String>>> outputs(SubsetVersion shown, List<Column> columns) throws SQLException {
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            Column own = shown.column(column.name()).orElseThrow();
            String name = Sql.name(own.name());
            values.add(CanonicalText.of(
                    column,
                    own.type().equals(column.type()) ? name : "TRY_CAST(" + name + " AS " + column.type() + ")"));
        }
        List<String> order = new ArrayList<>();
        shown.key().forEach(key -> order.add(Sql.name(key.name()) + " NULLS FIRST"));
        boolean ordered = shown.metric().metric().orElseThrow().ordered() || order.isEmpty();
        return replay.present(
                "SELECT " + String.join(", ", values) + " FROM " + replay.output(0)
                        + (ordered ? "" : " ORDER BY " + String.join(", ", order)),
                Shrinking::texts);
    }

    static List<List<Optional<String>>> texts(ResultSet rows) throws SQLException {
        List<List<Optional<String>>> texts = new ArrayList<>();
        int width = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<Optional<String>> row = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                row.add(Optional.ofNullable(rows.getString(column)));
            }
            texts.add(row);
        }
        return texts;
    }
}
