package org.lakehousereplay.caliber;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step from one version to a later one, and the level of change that it promises by semantic versioning. Versions
 * below 1.0.0 promise less: there a minor step stands for a major change, and a patch step for a minor one. Qualifiers
 * such as {@code -SNAPSHOT} do not count, and missing numbers are zero. Public API: used by whoever compares versions.
 *
 * @param from the earlier version
 * @param to the later version, or the same
 * @param promised the level that the step stands for; PATCH when there is no step
 */
public record VersionStep(String from, String to, ChangeLevel promised) {

    private static final int PATCH_PLACE = 2;

    /** The step between two versions; empty when one of them does not begin with a number, or when it leads back. */
    public static Optional<VersionStep> between(String from, String to) {
        List<BigInteger> before = numbers(from);
        List<BigInteger> after = numbers(to);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        int place = 0;
        int places = Math.max(before.size(), after.size());
        while (place < places && number(before, place).equals(number(after, place))) {
            place++;
        }
        if (place == places) {
            return Optional.of(new VersionStep(from, to, ChangeLevel.PATCH));
        }
        return number(before, place).compareTo(number(after, place)) > 0
                ? Optional.empty()
                : Optional.of(new VersionStep(from, to, level(place, isInitial(after))));
    }

    /** The smallest version after {@code from} that promises a level. */
    public String required(ChangeLevel level) {
        List<BigInteger> next = new ArrayList<>(numbers(from));
        int place = place(level, isInitial(next));
        // The smallest step is one of the last number, be it behind the patch number.
        int raised = place == PATCH_PLACE ? Math.max(place, next.size() - 1) : place;
        while (next.size() <= raised) {
            next.add(BigInteger.ZERO);
        }
        next.set(raised, next.get(raised).add(BigInteger.ONE));
        for (int index = raised + 1; index < next.size(); index++) {
            next.set(index, BigInteger.ZERO);
        }
        return String.join(".", next.stream().map(BigInteger::toString).toList());
    }

    private static ChangeLevel level(int place, boolean initial) {
        if (place == 0 || (initial && place == 1)) {
            return ChangeLevel.MAJOR;
        }
        return place == 1 || initial ? ChangeLevel.MINOR : ChangeLevel.PATCH;
    }

    private static int place(ChangeLevel level, boolean initial) {
        return switch (level) {
            case MAJOR -> initial ? 1 : 0;
            case MINOR -> initial ? PATCH_PLACE : 1;
            case PATCH -> PATCH_PLACE;
        };
    }

    private static boolean isInitial(List<BigInteger> numbers) {
        return number(numbers, 0).signum() == 0;
    }

    private static BigInteger number(List<BigInteger> numbers, int place) {
        return place < numbers.size() ? numbers.get(place) : BigInteger.ZERO;
    }

    /** The numbers at the head of a version: 1, 2 for {@code 1.2.Final}; none for {@code latest}. */
    private static List<BigInteger> numbers(String version) {
        List<BigInteger> numbers = new ArrayList<>();
        int index = 0;
        while (index < version.length()) {
            int end = index; // behind the digits; what follows them without a point is a qualifier: "1.2.3rc1"
            while (end < version.length() && version.charAt(end) >= '0' && version.charAt(end) <= '9') {
                end++;
            }
            if (end == index) {
                return numbers;
            }
            numbers.add(new BigInteger(version.substring(index, end)));
            if (end == version.length() || version.charAt(end) != '.') {
                return numbers;
            }
            index = end + 1;
        }
        return numbers;
    }
}
