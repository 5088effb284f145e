package org.lakehousereplay.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects edits of a text by the places in the text as it was. */
final class TextEdits {

    private final List<Edit> edits = new ArrayList<>();

    /** A range of the text and what takes its place. */
    private record Edit(int from, int to, String replacement) {}

    /** Puts something in the place of a range, which may be empty. */
    void replace(int from, int to, String replacement) {
        edits.add(new Edit(from, to, replacement));
    }

    /**
     * The edited text; empty when two ranges overlap. What is inserted somewhere stands before what is replaced there,
     * and otherwise in the order in which it came.
     */
    Optional<String> applyTo(String text) {
        List<Edit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(Edit::from).thenComparing(edit -> edit.to > edit.from));
        StringBuilder edited = new StringBuilder();
        int position = 0;
        for (Edit edit : ordered) {
            if (edit.from < position) {
                return Optional.empty();
            }
            edited.append(text, position, edit.from).append(edit.replacement);
            position = edit.to;
        }
        return Optional.of(edited.append(text, position, text.length()).toString());
    }
}
