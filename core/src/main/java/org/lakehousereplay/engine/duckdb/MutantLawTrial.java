package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import org.lakehousereplay.pipeline.Model;

/** Holds what a changed metric makes of a fixture against what it makes of the same rows in another delivery. */
final class MutantLawTrial implements AutoCloseable {

    private static final String BEFORE = "_lakehouse_before";

    private final TimedStatements statements;
    private final MutantReplay replay;
    private final LawTest test;
    private final LawTest.Trial trial;
    private final int number;

    /**
     * @param statements run on the connection of the replay
     * @param replay computes the changed metric
     * @param number tells this pair of outputs from others
     */
    MutantLawTrial(TimedStatements statements, MutantReplay replay, LawTest test, LawTest.Trial trial, int number) {
        this.statements = statements;
        this.replay = replay;
        this.test = test;
        this.trial = trial;
        this.number = number;
    }

    /** Computes the metric on the rows as they came, which the session sees. */
    void keepBefore(String changedSql) throws SQLException {
        statements.execute("CREATE OR REPLACE TEMP TABLE " + BEFORE + " AS " + output(changedSql));
    }

    /** Computes the metric on the rows in the other delivery, which the session sees, and compares. */
    boolean differsAfter(String changedSql) throws SQLException {
        String after = "(" + output(changedSql) + ")";
        LawComparison comparison = new LawComparison(
                trial.form(), LawEnforcement.tolerance(test.fixture(), test.metric()), "temp.main." + BEFORE, after);
        return statements.query(comparison.anyDifference(), row -> {
            row.next();
            return row.getBoolean(1);
        });
    }

    private String output(String changedSql) throws SQLException {
        Model metric = test.metric();
        replay.begin();
        replay.compute(statements, changedSql, metric);
        return "SELECT " + number + " AS " + LawForm.TRIAL + ", rowid AS " + LawForm.ROW
                + LawForm.columns(metric.output(), "") + " FROM " + MutantReplay.rows(metric);
    }

    @Override
    public void close() throws SQLException {
        DuckDbDatabase.execute(statements.connection(), "DROP TABLE IF EXISTS temp.main." + BEFORE);
    }
}
