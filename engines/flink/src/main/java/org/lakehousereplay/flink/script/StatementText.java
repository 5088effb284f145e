package org.lakehousereplay.flink.script;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.lakehousereplay.spi.EngineProblem;

/**
 * Where the parts of a statement stand in its text. For the packages of this engine. Indices count from the start of
 * {@link Statement#sql()}.
 */
public final class StatementText {

    private final ScriptText text;
    private final List<Slice.Word> words;

    public StatementText(Statement statement) {
        this.text = new ScriptText(statement.sql());
        List<Slice> slices = StatementSplitter.split(text).slices();
        this.words = slices.isEmpty() ? List.of() : slices.get(0).tokens();
    }

    /** The range of a part; empty when the parser does not know it. */
    public Optional<Range> range(SqlNode part) {
        return range(part.getParserPosition());
    }

    /** The range of a position; empty when it is none. */
    public Optional<Range> range(SqlParserPos position) {
        if (position.getLineNum() < 1) {
            return Optional.empty();
        }
        int start = text.index(position.getLineNum(), position.getColumnNum());
        int end = text.index(position.getEndLineNum(), position.getEndColumnNum()) + 1;
        return start < end && end <= text.length() ? Optional.of(new Range(start, end)) : Optional.empty();
    }

    /** What is written there. */
    public String written(Range range) {
        return text.substring(range.start(), range.end());
    }

    /** The ranges of the words, numbers, names and signs that lie wholly between two indices, without comments. */
    public List<Range> words(int from, int to) {
        return words.stream()
                .filter(word -> word.start() >= from && word.end() <= to)
                .map(word -> new Range(word.start(), word.end()))
                .toList();
    }

    /** Moves an index to the script. */
    public EngineProblem.Position position(Statement statement, int index) {
        return statement.position(text.line(index), text.column(index));
    }

    /** How long the statement is. */
    public int length() {
        return text.length();
    }

    /**
     * A part of the text.
     *
     * @param start the index of its first character
     * @param end the index behind its last character
     */
    public record Range(int start, int end) {}
}
