package org.lakehousereplay.flink.script;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.flink.sql.parser.dml.SqlExecute;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.StatementPlace;

/**
 * One statement of a script. For the packages of this engine. Indices count UTF-16 units from 0, lines and columns
 * count from 1.
 *
 * @param file the script
 * @param from the index behind the statement before it
 * @param start the index of its first character
 * @param end the index behind its last character, without a semicolon
 * @param line the line in which it starts
 * @param column the column at which it starts
 * @param sql its text as the author wrote it
 * @param node its syntax tree, with positions within {@code sql}; of {@code EXECUTE INSERT}, that of the INSERT
 * @param kind what sort of statement it is
 * @param set the number of the statement set that it belongs to, counted from 0 in each script
 */
public record Statement(
        Path file,
        int from,
        int start,
        int end,
        int line,
        int column,
        String sql,
        SqlNode node,
        StatementKind kind,
        OptionalInt set) {

    /** The same statement with another text. */
    Statement written(String other) throws SqlParseException {
        SqlNode tree = SqlText.parse(other);
        SqlNode inner = tree instanceof SqlExecute execute ? execute.getStatement() : tree;
        return new Statement(file, from, start, start + other.length(), line, column, other, inner, kind, set);
    }

    /** Where it stands, for the SPI. */
    public StatementPlace place() {
        return new StatementPlace(file, from, start, end);
    }

    /** Where it starts in the script. */
    public EngineProblem.Position position() {
        return new EngineProblem.Position(file, line, column);
    }

    /**
     * Moves a position within the statement to the script.
     *
     * @param lineWithin the line within {@link #sql}, from 1
     * @param columnWithin the column within {@link #sql}, from 1
     */
    public EngineProblem.Position position(int lineWithin, int columnWithin) {
        return new EngineProblem.Position(
                file, line + lineWithin - 1, lineWithin == 1 ? column + columnWithin - 1 : columnWithin);
    }

    /** Moves the start of a part of the statement to the script. */
    public EngineProblem.Position position(SqlNode part) {
        SqlParserPos position = part.getParserPosition();
        return position.getLineNum() < 1 ? position() : position(position.getLineNum(), position.getColumnNum());
    }
}
