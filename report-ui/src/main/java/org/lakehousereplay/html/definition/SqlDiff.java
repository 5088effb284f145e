package org.lakehousereplay.html.definition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Two versions of a text side by side.
 *
 * @param rows the rows; long stretches without a difference are left out
 * @param removed how many lines are in the older version alone
 * @param added how many lines are in the newer version alone
 */
public record SqlDiff(List<Row> rows, int removed, int added) {

    private static final int CONTEXT = 3;

    /**
     * A row: a line of each version, or a number of lines that were left out.
     *
     * @param kind {@code same}, {@code changed}, {@code removed}, {@code added} or {@code skipped}
     * @param before the line of the older version
     * @param after the line of the newer version
     * @param skipped how many lines were left out
     */
    public record Row(String kind, Side before, Side after, int skipped) {}

    /**
     * A line of one version.
     *
     * @param number its number, 0 when this version has none here
     * @param spans its text
     */
    public record Side(int number, List<Span> spans) {
        static final Side NONE = new Side(0, List.of());
    }

    /** A piece of a line; marked when it is in this version alone. */
    public record Span(String text, boolean marked) {}

    /** Compares two texts. */
    static SqlDiff of(String before, String after) {
        List<String> left = SqlText.lines(before);
        List<String> right = SqlText.lines(after);
        EditList edits = new HistogramDiff()
                .diff(RawTextComparator.DEFAULT, raw(SqlText.normalized(before)), raw(SqlText.normalized(after)));
        List<Row> rows = new ArrayList<>();
        int line = 0;
        int shift = 0;
        int removed = 0;
        int added = 0;
        for (Edit edit : edits) {
            addSame(rows, left, right, line, edit.getBeginA(), shift, line == 0, false);
            addEdit(rows, left, right, edit);
            removed += edit.getLengthA();
            added += edit.getLengthB();
            line = edit.getEndA();
            shift = edit.getEndB() - edit.getEndA();
        }
        addSame(rows, left, right, line, left.size(), shift, line == 0, true);
        return new SqlDiff(List.copyOf(rows), removed, added);
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void addSame(
            List<Row> rows,
            List<String> left,
            List<String> right,
            int from,
            int to,
            int shift,
            boolean atStart,
            boolean atEnd) {
        int head = atStart ? from : Math.min(to, from + CONTEXT);
        int tail = atEnd ? to : Math.max(head, to - CONTEXT);
        // One line that is left out takes as much room as the note that says so.
        if (tail - head <= 1) {
            head = to;
            tail = to;
        }
        for (int line = from; line < head; line++) {
            rows.add(same(left, right, line, shift));
        }
        if (tail > head) {
            rows.add(new Row("skipped", Side.NONE, Side.NONE, tail - head));
        }
        for (int line = tail; line < to; line++) {
            rows.add(same(left, right, line, shift));
        }
    }

    private static Row same(List<String> left, List<String> right, int line, int shift) {
        return new Row("same", whole(left, line), whole(right, line + shift), 0);
    }

    private static void addEdit(List<Row> rows, List<String> left, List<String> right, Edit edit) {
        int both = Math.min(edit.getLengthA(), edit.getLengthB());
        for (int offset = 0; offset < both; offset++) {
            rows.add(changed(left, edit.getBeginA() + offset, right, edit.getBeginB() + offset));
        }
        for (int line = edit.getBeginA() + both; line < edit.getEndA(); line++) {
            rows.add(new Row("removed", whole(left, line), Side.NONE, 0));
        }
        for (int line = edit.getBeginB() + both; line < edit.getEndB(); line++) {
            rows.add(new Row("added", Side.NONE, whole(right, line), 0));
        }
    }

    private static Row changed(List<String> left, int leftLine, List<String> right, int rightLine) {
        TokenText before = new TokenText(left.get(leftLine));
        TokenText after = new TokenText(right.get(rightLine));
        List<Span> beforeSpans = new ArrayList<>();
        List<Span> afterSpans = new ArrayList<>();
        int beforeEnd = 0;
        int afterEnd = 0;
        for (Edit edit : new HistogramDiff().diff(new TokenText.Comparator(), before, after)) {
            add(beforeSpans, before.text(beforeEnd, edit.getBeginA()), false);
            add(beforeSpans, before.text(edit.getBeginA(), edit.getEndA()), true);
            add(afterSpans, after.text(afterEnd, edit.getBeginB()), false);
            add(afterSpans, after.text(edit.getBeginB(), edit.getEndB()), true);
            beforeEnd = edit.getEndA();
            afterEnd = edit.getEndB();
        }
        add(beforeSpans, before.text(beforeEnd, before.size()), false);
        add(afterSpans, after.text(afterEnd, after.size()), false);
        return new Row("changed", new Side(leftLine + 1, beforeSpans), new Side(rightLine + 1, afterSpans), 0);
    }

    private static void add(List<Span> spans, String text, boolean marked) {
        if (!text.isEmpty()) {
            spans.add(new Span(SqlText.shown(text), marked));
        }
    }

    private static Side whole(List<String> lines, int line) {
        return new Side(line + 1, List.of(new Span(SqlText.shown(lines.get(line)), false)));
    }
}
