package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.lakehousereplay.reduce.Block;
import org.lakehousereplay.reduce.Reducible;
import org.lakehousereplay.reduce.Trial;

/** The rows of a replay as parts that can be left out while a predicate holds; each source is a group. */
final class SubsetReduction implements Reducible<SQLException> {

    private final SubsetReplay replay;
    private final String predicate;

    SubsetReduction(SubsetReplay replay, SubsetPredicate predicate) throws SQLException {
        this.replay = replay;
        this.predicate = predicate.query(replay);
    }

    /** Whether the predicate holds with all rows that are left. */
    boolean holds() throws SQLException {
        return replay.present(predicate, SubsetReduction::truth);
    }

    private static boolean truth(ResultSet rows) throws SQLException {
        return rows.next() && rows.getBoolean(1);
    }

    @Override
    public int groups() {
        return replay.rows().count();
    }

    @Override
    public long size(int group) {
        return replay.rows().size(group);
    }

    @Override
    public int arrangements(int group) {
        return replay.rows().arrangements(group);
    }

    @Override
    public void arrange(int group, int arrangement) throws SQLException {
        replay.rows().arrange(group, arrangement);
    }

    @Override
    public Trial without(Block block) throws SQLException {
        try {
            return replay.without(block, predicate, SubsetReduction::truth) ? Trial.HOLDS : Trial.BROKEN;
        } catch (DeadlineReached reached) {
            return Trial.CUT_SHORT;
        } catch (SQLException failed) {
            // A query may fail on some rows only, such as a division by what is no longer there.
            return Trial.BROKEN;
        }
    }

    @Override
    public void remove(Block block) throws SQLException {
        replay.rows().remove(block);
    }
}
