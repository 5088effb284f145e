package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/** What the models of a session have put out, to be held against what changed models put out. */
final class StoredOutputs {

    private final Map<Output, OutputFingerprint> fingerprints = new ConcurrentHashMap<>();

    private record Output(int fixture, String model, boolean placed) {}

    /**
     * The fingerprint of what a model has put out on a fixture.
     *
     * @param placed whether the order of the rows counts
     */
    OutputFingerprint fingerprint(TimedStatements statements, FixtureState fixture, Model model, boolean placed)
            throws SQLException {
        Output output = new Output(fixture.number(), fixture.workspace().table(model.name()), placed);
        OutputFingerprint known = fingerprints.get(output);
        if (known == null) {
            known = OutputFingerprint.of(statements, rows(fixture, model), model.output(), placed);
            fingerprints.put(output, known);
        }
        return known;
    }

    static String rows(FixtureState fixture, Model model) {
        return "(SELECT * FROM memory." + fixture.workspace().table(model.name()) + " WHERE _fixture = "
                + fixture.number() + ")";
    }

    /** Whether the rows that a changed model has put out are others, or stand in another order where that counts. */
    boolean differs(TimedStatements statements, FixtureState fixture, Model metric) throws SQLException {
        boolean ordered = metric.metric().orElseThrow().ordered();
        OutputFingerprint original = fingerprint(statements, fixture, metric, ordered);
        OutputFingerprint now = OutputFingerprint.of(statements, MutantReplay.rows(metric), metric.output(), ordered);
        if (original.otherTypes(now)) {
            return differsByValue(statements, fixture, metric);
        }
        return !original.equals(now);
    }

    private static boolean differsByValue(TimedStatements statements, FixtureState fixture, Model metric)
            throws SQLException {
        String names = Sql.names(metric.output().stream().map(Column::name).toList());
        String now = "SELECT " + names + " FROM " + MutantReplay.rows(metric);
        String then = "SELECT " + names + " FROM " + rows(fixture, metric);
        return statements.number("SELECT count(*) FROM ((" + now + " EXCEPT ALL " + then + ") UNION ALL (" + then
                        + " EXCEPT ALL " + now + "))")
                > 0;
    }
}
