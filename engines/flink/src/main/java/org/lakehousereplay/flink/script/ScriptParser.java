package org.lakehousereplay.flink.script;

import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.EQ;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.QUOTED_STRING;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.RESET;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.SET;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.flink.sql.parser.ddl.SqlReset;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.sql.parser.dml.SqlEndStatementSet;
import org.apache.flink.sql.parser.dml.SqlExecute;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.Script;

/**
 * Parses scripts with Flink's own parser. For the packages of this engine.
 *
 * <p>Two forms are not in its grammar, and Flink's planner takes them all the same: {@code SET key = value} and
 * {@code RESET key} without quotes. They become the nodes of the quoted forms.
 */
public final class ScriptParser {

    private final Script script;
    private final ScriptText text;
    private final List<Statement> statements = new ArrayList<>();
    private final List<EngineProblem> problems = new ArrayList<>();

    private ScriptParser(Script script) {
        this.script = script;
        this.text = new ScriptText(script.text());
    }

    /**
     * Splits a script and parses each statement.
     *
     * @param script the script
     * @return its statements, and everything that is wrong with its syntax
     */
    public static ParsedScript parse(Script script) {
        ScriptParser parser = new ScriptParser(script);
        StatementSplitter.Split split = StatementSplitter.split(parser.text);
        split.slices().forEach(parser::take);
        split.openSet()
                .ifPresent(start -> parser.problems.add(parser.problem(
                        start, "the statement set that begins here does not end", "close it with END;")));
        return new ParsedScript(parser.statements, parser.problems);
    }

    private void take(Slice slice) {
        if (slice.broken().isPresent()) {
            refuse(slice.broken().getAsInt());
            return;
        }
        String sql = text.substring(slice.start(), slice.end());
        try {
            Optional<SqlNode> unquoted = unquotedSetting(slice);
            SqlNode node = unquoted.isPresent() ? unquoted.get() : SqlText.parse(sql);
            add(slice, sql, node instanceof SqlExecute execute ? execute.getStatement() : node);
        } catch (SqlParseException failure) {
            mistake(slice, failure);
        }
    }

    private void mistake(Slice slice, SqlParseException failure) {
        SqlParserPos within = failure.getPos() == null ? SqlParserPos.ZERO : failure.getPos();
        EngineProblem.Position place = place(slice, within);
        int index = text.index(place.line(), place.column());
        Optional<Slice.Word> word = slice.tokens().stream()
                .filter(any -> any.start() <= index && index < any.end())
                .findFirst();
        SyntaxMessage message =
                SyntaxMessage.of(failure, word.map(found -> text.substring(found.start(), found.end())));
        problems.add(problem(word.map(Slice.Word::start).orElse(index), message.message(), message.remedy()));
    }

    private void add(Slice slice, String sql, SqlNode node) {
        if (node instanceof SqlEndStatementSet) {
            problems.add(problem(slice.start(), "there is no statement set that ends here", ""));
            return;
        }
        StatementKind kind = StatementKinds.of(node);
        if (slice.set().isPresent() && kind != StatementKind.INSERT) {
            problems.add(problem(slice.start(), "a statement set can hold INSERT statements only", ""));
            return;
        }
        statements.add(new Statement(
                script.file(),
                slice.from(),
                slice.start(),
                slice.end(),
                text.line(slice.start()),
                text.column(slice.start()),
                sql,
                node,
                kind,
                slice.set()));
    }

    private void refuse(int broken) {
        problems.add(problem(broken, unended(broken), ""));
    }

    private String unended(int broken) {
        return switch (text.substring(broken, Math.min(broken + 1, text.length()))) {
            case "'" -> "the string that begins here does not end";
            case "`" -> "the quoted name that begins here does not end";
            case "/" -> "the comment that begins here does not end";
            default -> "no statement can go on with " + new String(Character.toChars(text.codePoint(broken))) + " here";
        };
    }

    private EngineProblem problem(int index, String message, String remedy) {
        EngineProblem.Position position =
                new EngineProblem.Position(script.file(), text.line(index), text.column(index));
        return new EngineProblem(EngineProblem.Kind.SCRIPT, Optional.of(position), message, remedy);
    }

    /** Moves a place within a statement to the script. */
    private EngineProblem.Position place(Slice slice, SqlParserPos within) {
        int line = text.line(slice.start());
        int column = text.column(slice.start());
        if (within.getLineNum() < 1) {
            return new EngineProblem.Position(script.file(), line, column);
        }
        boolean first = within.getLineNum() == 1;
        return new EngineProblem.Position(
                script.file(),
                line + within.getLineNum() - 1,
                first ? column + within.getColumnNum() - 1 : within.getColumnNum());
    }

    private Optional<SqlNode> unquotedSetting(Slice slice) {
        List<Slice.Word> words = slice.tokens();
        if (words.size() < 2 || words.get(1).kind() == QUOTED_STRING) {
            return Optional.empty();
        }
        if (words.get(0).kind() == RESET) {
            return Optional.of(new SqlReset(SqlParserPos.ZERO, literal(words, 1, words.size())));
        }
        if (words.get(0).kind() != SET) {
            return Optional.empty();
        }
        for (int index = 2; index < words.size() - 1; index++) {
            if (words.get(index).kind() == EQ) {
                return Optional.of(new SqlSet(
                        SqlParserPos.ZERO, literal(words, 1, index), literal(words, index + 1, words.size())));
            }
        }
        return Optional.empty();
    }

    private SqlNode literal(List<Slice.Word> words, int from, int to) {
        String written =
                text.substring(words.get(from).start(), words.get(to - 1).end());
        boolean quoted = to - from == 1 && words.get(from).kind() == QUOTED_STRING;
        String value = quoted ? written.substring(1, written.length() - 1).replace("''", "'") : written;
        return SqlLiteral.createCharString(value, SqlParserPos.ZERO);
    }
}
