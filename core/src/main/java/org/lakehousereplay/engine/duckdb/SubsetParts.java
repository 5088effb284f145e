package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import org.lakehousereplay.reduce.Block;
import org.lakehousereplay.reduce.Reducible;
import org.lakehousereplay.reduce.Trial;

/** The rows of a replay as parts that can be left out; each source is a group. */
abstract class SubsetParts implements Reducible<SQLException> {

    private final SubsetReplay replay;

    SubsetParts(SubsetReplay replay) {
        this.replay = replay;
    }

    SubsetReplay replay() {
        return replay;
    }

    /** Whether what must hold does without a block. */
    abstract boolean holdsWithout(Block block) throws SQLException;

    @Override
    public final Trial without(Block block) throws SQLException {
        try {
            return holdsWithout(block) ? Trial.HOLDS : Trial.BROKEN;
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

    @Override
    public final int groups() {
        return replay.rows().count();
    }

    @Override
    public final long size(int group) {
        return replay.rows().size(group);
    }

    @Override
    public final int arrangements(int group) {
        return replay.rows().arrangements(group);
    }

    @Override
    public void arrange(int group, int arrangement) throws SQLException {
        replay.rows().arrange(group, arrangement);
    }
}
