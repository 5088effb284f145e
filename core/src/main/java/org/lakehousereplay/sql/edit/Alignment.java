package org.lakehousereplay.sql.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;

/** Finds which elements of one list have become which of another, and which of them have changed places. */
final class Alignment {

    private static final int NONE = -1;

    /** Comparing everything with everything is for short lists. */
    private static final long MOST_COMPARISONS = 40_000;

    private final int[] partners;
    private final int[] reverse;

    Alignment(int before, int after) {
        this.partners = new int[before];
        this.reverse = new int[after];
        Arrays.fill(partners, NONE);
        Arrays.fill(reverse, NONE);
    }

    /** Pairs those of equal keys, in order. An empty text is no key. */
    Alignment byKey(IntFunction<Object> before, IntFunction<Object> after) {
        Map<Object, Deque<Integer>> waiting = new HashMap<>();
        for (int index = 0; index < reverse.length; index++) {
            if (reverse[index] == NONE) {
                waiting.computeIfAbsent(after.apply(index), unseen -> new ArrayDeque<>())
                        .add(index);
            }
        }
        for (int index = 0; index < partners.length; index++) {
            if (partners[index] == NONE) {
                Object key = before.apply(index);
                Deque<Integer> candidates = waiting.get(key);
                if (!key.equals("") && candidates != null && !candidates.isEmpty()) {
                    pair(index, candidates.remove());
                }
            }
        }
        return this;
    }

    /** Pairs what is most alike first; a score of zero or less is no likeness. */
    Alignment byLikeness(IntBinaryOperator score) {
        List<Candidate> candidates = new ArrayList<>();
        int[] left = unpaired(partners);
        int[] right = unpaired(reverse);
        if ((long) left.length * right.length <= MOST_COMPARISONS) {
            for (int before : left) {
                for (int after : right) {
                    int likeness = score.applyAsInt(before, after);
                    if (likeness > 0) {
                        candidates.add(new Candidate(before, after, likeness));
                    }
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
        for (Candidate candidate : candidates) {
            if (partners[candidate.before] == NONE && reverse[candidate.after] == NONE) {
                pair(candidate.before, candidate.after);
            }
        }
        return this;
    }

    /** Pairs what is left between two pairs, if it is as much on both sides. */
    Alignment byPosition() {
        List<Step> steps = steps();
        int start = 0;
        while (start < steps.size()) {
            int end = start;
            while (end < steps.size() && steps.get(end).kind != Kind.KEPT) {
                end++;
            }
            pairGap(steps.subList(start, end));
            start = end + 1;
        }
        return this;
    }

    private void pairGap(List<Step> gap) {
        List<Step> removed =
                gap.stream().filter(step -> step.kind == Kind.REMOVED).toList();
        List<Step> added = gap.stream().filter(step -> step.kind == Kind.ADDED).toList();
        if (removed.size() == added.size()) {
            for (int index = 0; index < removed.size(); index++) {
                pair(removed.get(index).before, added.get(index).after);
            }
        }
    }

    private void pair(int before, int after) {
        partners[before] = after;
        reverse[after] = before;
    }

    private static int[] unpaired(int[] partners) {
        List<Integer> indexes = new ArrayList<>();
        for (int index = 0; index < partners.length; index++) {
            if (partners[index] == NONE) {
                indexes.add(index);
            }
        }
        return indexes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether nothing of the one list has become something of the other. */
    boolean isEmpty() {
        return Arrays.stream(partners).allMatch(partner -> partner == NONE);
    }

    int partner(int before) {
        return partners[before];
    }

    /** What happened to each element, in an order that fits both lists. */
    List<Step> steps() {
        boolean[] kept = longestInOrder();
        List<Step> steps = new ArrayList<>();
        int after = 0;
        for (int before = 0; before < partners.length; before++) {
            int partner = partners[before];
            if (partner != NONE && kept[before]) {
                addUpTo(after, partner, steps);
                steps.add(new Step(Kind.KEPT, before, partner));
                after = partner + 1;
            } else {
                steps.add(new Step(partner == NONE ? Kind.REMOVED : Kind.MOVED_AWAY, before, partner));
            }
        }
        addUpTo(after, reverse.length, steps);
        return steps;
    }

    private void addUpTo(int from, int end, List<Step> steps) {
        for (int after = from; after < end; after++) {
            steps.add(new Step(reverse[after] == NONE ? Kind.ADDED : Kind.MOVED_HERE, reverse[after], after));
        }
    }

    /** The longest run of pairs whose order is the same on both sides; the others have changed places. */
    private boolean[] longestInOrder() {
        int[] previous = new int[partners.length];
        List<Integer> ends = new ArrayList<>();
        for (int before = 0; before < partners.length; before++) {
            if (partners[before] == NONE) {
                continue;
            }
            int low = 0;
            int high = ends.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (partners[ends.get(middle)] < partners[before]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[before] = low == 0 ? NONE : ends.get(low - 1);
            if (low == ends.size()) {
                ends.add(before);
            } else {
                ends.set(low, before);
            }
        }
        boolean[] kept = new boolean[partners.length];
        int index = ends.isEmpty() ? NONE : ends.get(ends.size() - 1);
        while (index != NONE) {
            kept[index] = true;
            index = previous[index];
        }
        return kept;
    }

    /** What can happen to an element. */
    enum Kind {
        KEPT,
        REMOVED,
        ADDED,
        MOVED_AWAY,
        MOVED_HERE
    }

    /** What happened to one element; an index is -1 when the element is not in that list. */
    record Step(Kind kind, int before, int after) {}

    private record Candidate(int before, int after, int score) {}
}
