package org.lakehousereplay.reduce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Parts with names such as {@code 0:17}, for the tests of reductions. */
final class SampleParts implements Reducible<RuntimeException> {

    /** A part: its group, its number at the beginning, and the part of group 0 without which it cannot be; -1 for none. */
    record Part(int group, long number, long parent) {}

    private final List<List<Part>> groups;
    private final Predicate<Set<Part>> mustHold;

    SampleParts(List<List<Part>> groups, Predicate<Set<Part>> mustHold) {
        this.groups = new ArrayList<>();
        groups.forEach(parts -> this.groups.add(new ArrayList<>(parts)));
        this.mustHold = mustHold;
    }

    /** A single group whose parts are numbers. */
    static SampleParts numbers(int size, Predicate<Set<Part>> mustHold) {
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            parts.add(new Part(0, number, -1));
        }
        return new SampleParts(List.of(parts), mustHold);
    }

    Set<Part> left() {
        Set<Part> left = new HashSet<>();
        groups.forEach(left::addAll);
        return left;
    }

    private Set<Part> leftWithout(Block block) {
        Set<Part> left = left();
        Set<Part> cut = new HashSet<>(
                groups.get(block.group()).subList(Math.toIntExact(block.from()), Math.toIntExact(block.to())));
        left.removeAll(cut);
        left.removeIf(part -> part.parent() >= 0 && !left.contains(new Part(0, part.parent(), -1)));
        return left;
    }

    @Override
    public int groups() {
        return groups.size();
    }

    @Override
    public long size(int group) {
        return groups.get(group).size();
    }

    @Override
    public Trial without(Block block) {
        return mustHold.test(leftWithout(block)) ? Trial.HOLDS : Trial.BROKEN;
    }

    @Override
    public void remove(Block block) {
        Set<Part> left = leftWithout(block);
        if (!mustHold.test(left)) {
            throw new AssertionError(block + " was removed though it is needed");
        }
        groups.forEach(parts -> parts.retainAll(left));
    }
}
