package org.lakehousereplay.verify;

import java.util.List;
import java.util.regex.Pattern;

/** Names selected by patterns in which {@code *} stands for any characters and {@code ?} for one. */
final class Globs {

    private final List<Pattern> patterns;

    Globs(List<String> globs) {
        this.patterns = globs.stream().map(Globs::pattern).toList();
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.strip().codePoints().forEach(character -> {
            if (character == '*') {
                regex.append(".*");
            } else if (character == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(character)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether no pattern was given, which selects everything, or one matches. */
    boolean select(String name) {
        return patterns.isEmpty() || matches(name);
    }

    boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
