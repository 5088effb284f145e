package org.lakehousereplay.html.definition;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/** A line as words, runs of spaces and single other characters, to be compared by JGit. Nothing of it is understood. */
final class TokenText extends Sequence {

    /** Two tokens are the same when their texts are. */
    static final class Comparator extends SequenceComparator<TokenText> {
        @Override
        public boolean equals(TokenText left, int leftIndex, TokenText right, int rightIndex) {
            return left.tokens.get(leftIndex).equals(right.tokens.get(rightIndex));
        }

        @Override
        public int hash(TokenText text, int index) {
            return text.tokens.get(index).hashCode();
        }
    }

    private final List<String> tokens;

    TokenText(String line) {
        List<String> found = new ArrayList<>();
        int start = 0;
        while (start < line.length()) {
            int end = start + Character.charCount(line.codePointAt(start));
            int kind = kind(line.codePointAt(start));
            while (kind != 0 && end < line.length() && kind(line.codePointAt(end)) == kind) {
                end += Character.charCount(line.codePointAt(end));
            }
            found.add(line.substring(start, end));
            start = end;
        }
        this.tokens = List.copyOf(found);
    }

    /** 1 for letters and digits, 2 for spaces, 0 for what stands alone. */
    private static int kind(int codePoint) {
        if (Character.isLetterOrDigit(codePoint) || codePoint == '_') {
            return 1;
        }
        return Character.isWhitespace(codePoint) ? 2 : 0;
    }

    String text(int from, int to) {
        return String.join("", tokens.subList(from, to));
    }

    @Override
    public int size() {
        return tokens.size();
    }
}
