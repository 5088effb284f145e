package org.lakehousereplay.html.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.html.definition.SqlDiff.Side;

class SqlDiffTest {

    @Test
    void marksTheWordsThatDiffer() {
        SqlDiff diff = SqlDiff.of("SELECT a\nFROM t\nWHERE x > 1\n", "SELECT a\nFROM t\nWHERE x >= 2\n");

        assertThat(shown(diff))
                .containsExactly(
                        "same 1 SELECT a | 1 SELECT a",
                        "same 2 FROM t | 2 FROM t",
                        "changed 3 WHERE x > [1] | 3 WHERE x >[=] [2]");
    }

    @Test
    void putsLinesOfOneVersionBesideNothing() {
        assertThat(shown(SqlDiff.of("a\nb\n", "a\nx\ny\nb\n")))
                .containsExactly("same 1 a | 1 a", "added  | 2 x", "added  | 3 y", "same 2 b | 4 b");
        assertThat(shown(SqlDiff.of("a\nx\nb\n", "a\nb\n")))
                .containsExactly("same 1 a | 1 a", "removed 2 x | ", "same 3 b | 2 b");
    }

    @Test
    void leavesOutWhatIsFarFromADifference() {
        String text =
                IntStream.rangeClosed(1, 20).mapToObj(line -> "l" + line + "\n").collect(Collectors.joining());
        SqlDiff diff = SqlDiff.of(text, text.replace("l10\n", "m\n"));

        assertThat(diff.rows().get(0).skipped()).isEqualTo(6);
        assertThat(diff.rows().get(diff.rows().size() - 1).skipped()).isEqualTo(7);
        assertThat(diff.rows()).hasSize(9);
        assertThat(diff.removed()).isEqualTo(1);
        assertThat(diff.added()).isEqualTo(1);
    }

    @Test
    void takesLineEndsOfOtherSystemsForTheSame() {
        assertThat(SqlDiff.of("a\r\nb\r\n", "a\nb").rows())
                .allMatch(row -> !row.kind().equals("changed"));
        assertThat(SqlDiff.of("", "").rows()).isEmpty();
    }

    @Test
    void showsWhatCannotBeSeen() {
        assertThat(shown(SqlDiff.of("x\t'a\u202eb'", "y"))).containsExactly("changed 1 [x    'a\\u202eb'] | 1 [y]");
    }

    private static List<String> shown(SqlDiff diff) {
        return diff.rows().stream()
                .map(row -> row.kind() + " " + shown(row.before()) + " | " + shown(row.after()))
                .toList();
    }

    private static String shown(Side side) {
        return side.number() == 0
                ? ""
                : side.number() + " "
                        + side.spans().stream()
                                .map(span -> span.marked() ? "[" + span.text() + "]" : span.text())
                                .collect(Collectors.joining());
    }
}
