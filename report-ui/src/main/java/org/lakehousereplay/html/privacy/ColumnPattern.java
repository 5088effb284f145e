package org.lakehousereplay.html.privacy;

import java.util.Locale;

/**
 * A pattern over {@code source.column}; {@code *} stands for any characters, case does not matter.
 *
 * @param glob the pattern in lower case
 * @param hashed whether only fingerprints may be shown
 */
record ColumnPattern(String glob, boolean hashed) {

    private static final String HASH = ":hash";

    static ColumnPattern of(String written) {
        String pattern = written.strip().toLowerCase(Locale.ROOT);
        return pattern.endsWith(HASH)
                ? new ColumnPattern(pattern.substring(0, pattern.length() - HASH.length()), true)
                : new ColumnPattern(pattern, false);
    }

    /** How closely it names what it means. */
    long literalCharacters() {
        return glob.chars().filter(character -> character != '*').count();
    }

    boolean matches(String source, String column) {
        return fits(glob, (source + "." + column).toLowerCase(Locale.ROOT));
    }

    /** Goes back to the last star alone, so that no pattern takes more than length times length steps. */
    private static boolean fits(String glob, String text) {
        int place = 0;
        int index = 0;
        int star = -1;
        int resume = 0;
        while (index < text.length()) {
            if (place < glob.length() && glob.charAt(place) == '*') {
                star = place++;
                resume = index;
            } else if (place < glob.length() && glob.charAt(place) == text.charAt(index)) {
                place++;
                index++;
            } else if (star >= 0) {
                place = star + 1;
                index = ++resume;
            } else {
                return false;
            }
        }
        return glob.substring(place).chars().allMatch(character -> character == '*');
    }
}
