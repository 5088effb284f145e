package org.lakehousereplay.diagnostic;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a user probably meant. Public API: used by every reader that knows the allowed words. */
public final class Spelling {

    private Spelling() {}

    /**
     * The candidate nearest to a word, if one is near enough to be a slip of the keyboard.
     *
     * @param word what stands in the user's file
     * @param candidates the words that would have been right
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String folded = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .map(candidate -> new Rated(candidate, distance(folded, candidate.toLowerCase(Locale.ROOT))))
                .filter(rated -> rated.distance <= tolerance(word, rated.candidate))
                .min(Comparator.comparingInt(Rated::distance).thenComparing(Rated::candidate))
                .map(Rated::candidate);
    }

    /** {@code Did you mean `x`?}, or nothing when no candidate is near. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(candidate -> "Did you mean `" + candidate + "`?")
                .orElse("");
    }

    private static int tolerance(String word, String candidate) {
        int length = Math.max(word.length(), candidate.length());
        return length <= 2 ? 0 : Math.max(1, length / 3);
    }

    /** Edit distance in which two neighbours that changed places count as one slip. */
    private static int distance(String left, String right) {
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        Arrays.setAll(previous, index -> index);
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, beforePrevious[j - 2] + 1);
                }
                current[j] = best;
            }
            int[] reused = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = reused;
        }
        return previous[right.length()];
    }

    private record Rated(String candidate, int distance) {}
}
