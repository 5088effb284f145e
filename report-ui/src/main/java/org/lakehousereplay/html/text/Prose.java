package org.lakehousereplay.html.text;

import java.util.ArrayList;
import java.util.List;

/** Sentences that quote code between backticks, as problems and edits do. */
public final class Prose {

    private static final char QUOTE = '`';

    private Prose() {}

    /** A piece of a sentence; {@code code} when it was quoted. */
    public record Piece(String text, boolean code) {}

    /** The pieces of a sentence that is fit to be shown. A quote that nothing ends is a character like others. */
    public static List<Piece> of(String sentence) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        while (start < sentence.length()) {
            int open = sentence.indexOf(QUOTE, start);
            int close = open < 0 ? -1 : sentence.indexOf(QUOTE, open + 1);
            if (close < 0) {
                break;
            }
            add(pieces, sentence.substring(start, open), false);
            add(pieces, sentence.substring(open + 1, close), true);
            start = close + 1;
        }
        add(pieces, sentence.substring(start), false);
        return List.copyOf(pieces);
    }

    private static void add(List<Piece> pieces, String text, boolean code) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, code));
        }
    }
}
