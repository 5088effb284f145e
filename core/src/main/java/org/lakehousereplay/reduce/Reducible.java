package org.lakehousereplay.reduce;

/**
 * Something made of numbered parts in several groups, of which parts can be left out. For the engines inside this
 * library.
 *
 * <p>The parts of a group are numbered from 0 without gaps; when some are removed, those behind them move up. A part that
 * needs one of another group is best in a group behind that.
 *
 * @param <X> what a trial may fail with
 */
public interface Reducible<X extends Exception> {

    /** How many groups there are. */
    int groups();

    /** How many parts of a group are left. */
    long size(int group);

    /** In how many ways the parts of a group can be arranged, at least one: the first is the natural one. */
    default int arrangements(int group) {
        return 1;
    }

    /** Numbers the parts of a group anew, in one of its arrangements. */
    default void arrange(int group, int arrangement) throws X {}

    /** Tries what would be without a block, and leaves everything as it is. */
    Trial without(Block block) throws X;

    /**
     * Removes a block for good; called only when a trial without it just held. Parts that cannot be without those
     * removed may go with them, in this group or another one, as they did in the trial.
     */
    void remove(Block block) throws X;

    /** How many parts are left in all groups. */
    default long size() {
        long size = 0;
        for (int group = 0; group < groups(); group++) {
            size += size(group);
        }
        return size;
    }
}
