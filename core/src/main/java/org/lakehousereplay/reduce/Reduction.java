package org.lakehousereplay.reduce;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Removes parts until every single one that is left is needed: delta debugging by complements. For the engines inside
 * this library.
 *
 * <p>First whole groups are left out, then the ends of large groups in every arrangement, since what is needed is often
 * together when the parts are in the right order; then blocks that are halved until they are single parts. The order of
 * the trials depends on their results only, so a reduction that is repeated ends in the same parts.
 *
 * @param <X> what a trial may fail with
 */
public final class Reduction<X extends Exception> {

    /** Groups below this size are halved at once. */
    private static final long WORTH_TRIMMING = 256;

    private static final long COARSEST_HOPE = 8;
    private static final long FINEST_TRIM = 128;

    /** Blocks of at most so many parts are not halved any more when a whole round removed next to nothing. */
    private static final long NOT_WORTH_HALVING = 64;

    private static final long NEXT_TO_NOTHING = 16;

    private final Reducible<X> subject;
    private final Budget budget;
    private final Progress progress;
    /** The parts of each group that were needed for themselves since the last removal. */
    private final List<BitSet> needed = new ArrayList<>();

    private long trials;
    private boolean spent;

    private Reduction(Reducible<X> subject, Budget budget, Progress progress) {
        this.subject = subject;
        this.budget = budget;
        this.progress = progress;
        for (int group = 0; group < subject.groups(); group++) {
            needed.add(new BitSet());
        }
    }

    /**
     * Removes what is not needed.
     *
     * @param subject what is made smaller
     * @param budget what may be spent; once it is spent the subject stays as small as it is then
     * @param progress hears of each removal
     */
    public static <X extends Exception> Outcome minimize(Reducible<X> subject, Budget budget, Progress progress)
            throws X {
        return new Reduction<>(subject, budget, progress).run();
    }

    private Outcome run() throws X {
        for (int group = 0; group < subject.groups(); group++) {
            if (subject.size(group) > 0) {
                removes(new Block(group, 0, subject.size(group)));
            }
        }
        // From the last, because what parts of it need is in groups before it, and is needed no more without them.
        for (int group = subject.groups() - 1; group >= 0; group--) {
            trim(group);
        }
        halve();
        return new Outcome(confirm(), trials);
    }

    /** Makes a trial without a block, and removes it when it is not needed. */
    private boolean removes(Block block) throws X {
        if (spent || !budget.allows(trials)) {
            spent = true;
            return false;
        }
        trials++;
        Trial trial = subject.without(block);
        spent = trial == Trial.CUT_SHORT;
        if (trial != Trial.HOLDS) {
            if (block.size() == 1) {
                needed.get(block.group()).set(Math.toIntExact(block.from()));
            }
            return false;
        }
        subject.remove(block);
        needed.forEach(BitSet::clear);
        progress.reduced(subject.size(), trials);
        return true;
    }

    private void trim(int group) throws X {
        int arrangement = 1;
        while (arrangement < subject.arrangements(group) && worthTrimming(group)) {
            subject.arrange(group, arrangement);
            trimEnds(group);
            arrangement++;
        }
        if (arrangement > 1) {
            subject.arrange(group, 0);
        }
    }

    private boolean worthTrimming(int group) {
        return !spent && budget.allows(trials) && subject.size(group) >= WORTH_TRIMMING;
    }

    /** Cuts off the ends, ever less at a time; soon given up where no end can be cut at all. */
    private void trimEnds(int group) throws X {
        long fraction = 2;
        boolean trimmed = false;
        while (worthTrimming(group) && fraction <= (trimmed ? FINEST_TRIM : COARSEST_HOPE)) {
            long size = subject.size(group);
            long part = size / fraction;
            if (removes(new Block(group, size - part, size)) || removes(new Block(group, 0, part))) {
                trimmed = true;
            } else {
                fraction *= 2;
            }
        }
    }

    private void halve() throws X {
        BlockLengths[] groups = new BlockLengths[subject.groups()];
        boolean worthHalving = true;
        while (worthHalving && !spent) {
            long before = subject.size();
            long longest = 1;
            for (int group = 0; group < groups.length; group++) {
                long size = subject.size(group);
                if (groups[group] == null) {
                    groups[group] = BlockLengths.whole(size);
                } else if (groups[group].total() != size) {
                    groups[group] = BlockLengths.even(size, groups[group].longest());
                }
                if (groups[group].longest() > 1) {
                    groups[group] = halve(group, groups[group]);
                    longest = Math.max(longest, groups[group].longest());
                }
            }
            boolean nextToNothing = before - subject.size() < before / NEXT_TO_NOTHING;
            worthHalving = longest > (nextToNothing ? NOT_WORTH_HALVING : 1);
        }
    }

    /**
     * Halves the blocks of a group and tries each half, from the last to the first, so that removals do not move what
     * is still to be tried. Where one half is not needed the other one is, or the whole would not have been.
     */
    private BlockLengths halve(int group, BlockLengths blocks) throws X {
        BlockLengths remaining = new BlockLengths();
        long end = blocks.total();
        long expected = end;
        for (int index = blocks.count() - 1; index >= 0; index--) {
            long length = blocks.length(index);
            long right = length / 2;
            long left = length - right;
            boolean rightGone = right > 0 && removes(new Block(group, end - right, end));
            boolean leftGone = right > 0 && !rightGone && removes(new Block(group, end - length, end - right));
            if (right > 0 && !rightGone) {
                remaining.prepend(right);
            }
            if (!leftGone) {
                remaining.prepend(left);
            }
            expected -= (rightGone ? right : 0) + (leftGone ? left : 0);
            end -= length;
            if (subject.size(group) != expected) {
                // Others of this group went along, so that nobody knows which blocks are where.
                return BlockLengths.even(subject.size(group), Math.max(2, (blocks.longest() + 1) / 2));
            }
        }
        return remaining;
    }

    /** Tries single parts until each was needed since the last removal. */
    private boolean confirm() throws X {
        long before;
        do {
            before = subject.size();
            for (int group = subject.groups() - 1; group >= 0; group--) {
                long end = subject.size(group);
                while (end > 0 && !spent) {
                    if (!needed.get(group).get(Math.toIntExact(end - 1))) {
                        removes(new Block(group, end - 1, end));
                    }
                    end = Math.min(end - 1, subject.size(group));
                }
            }
        } while (!spent && subject.size() < before);
        return !spent;
    }
}
