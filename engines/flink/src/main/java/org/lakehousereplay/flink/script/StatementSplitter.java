package org.lakehousereplay.flink.script;

import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.BEGIN;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.END;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.EOF;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.EXECUTE;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.QUOTE;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.SEMICOLON;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.SET;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.STATEMENT;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.impl.Token;
import org.apache.flink.sql.parser.impl.TokenMgrError;

/**
 * Cuts a script at its semicolons, as the lexer of Flink's parser sees them. Cutting first and parsing then finds the
 * mistakes of every statement, not only of the first that has one.
 *
 * <p>The statements of a set become slices of their own, in both of its forms: {@code EXECUTE STATEMENT SET BEGIN …
 * END} and {@code BEGIN STATEMENT SET; … END}.
 */
final class StatementSplitter {

    private final ScriptText text;
    private final FlinkSqlParserImpl lexer;
    private final List<Slice> slices = new ArrayList<>();
    private List<Slice.Word> words = new ArrayList<>();
    private int from;
    private int sets;
    private boolean inSet;
    private int setStart;
    private boolean whole;

    private StatementSplitter(ScriptText text) {
        this.text = text;
        this.lexer = new FlinkSqlParserImpl(new StringReader(text.substring(0, text.length())));
        lexer.setTabSize(1);
        lexer.switchTo(LexicalState.BTID);
    }

    static Split split(ScriptText text) {
        StatementSplitter splitter = new StatementSplitter(text);
        splitter.run();
        return new Split(splitter.slices, splitter.inSet ? OptionalInt.of(splitter.setStart) : OptionalInt.empty());
    }

    private void run() {
        int last = 0;
        Token token = new Token();
        do {
            try {
                token = lexer.getNextToken();
            } catch (TokenMgrError notAToken) {
                finish(last, OptionalInt.of(text.skipSpace(last)));
                return;
            }
            if (token.kind == EOF) {
                finish(text.length(), OptionalInt.empty());
                return;
            }
            if (token.kind == QUOTE) {
                finish(last, OptionalInt.of(text.index(token.beginLine, token.beginColumn)));
                return;
            }
            last = text.index(token.endLine, token.endColumn) + 1;
            take(new Slice.Word(token.kind, text.index(token.beginLine, token.beginColumn), last));
        } while (token.kind != EOF);
    }

    private void take(Slice.Word word) {
        if (word.kind() == SEMICOLON && !(whole && !endsSet())) {
            finish(word.end(), OptionalInt.empty());
            return;
        }
        words.add(word);
        if (startsWith(EXECUTE, STATEMENT, SET, BEGIN)) {
            enterSet(word.end());
        } else if (endsWith(STATEMENT, SET, BEGIN)) {
            // EXPLAIN or COMPILE PLAN of a set: one statement, with semicolons.
            whole = true;
        }
    }

    private void finish(int next, OptionalInt broken) {
        if (broken.isEmpty() && startsWith(BEGIN, STATEMENT, SET) && words.size() == 3) {
            enterSet(next);
            return;
        }
        if (broken.isEmpty() && inSet && startsWith(END) && words.size() == 1) {
            inSet = false;
            sets++;
        } else if (!words.isEmpty() || broken.isPresent()) {
            slices.add(new Slice(from, words, inSet ? OptionalInt.of(sets) : OptionalInt.empty(), broken));
        }
        begin(next);
    }

    private void enterSet(int next) {
        inSet = true;
        setStart = words.get(0).start();
        begin(next);
    }

    private void begin(int next) {
        from = next;
        words = new ArrayList<>();
        whole = false;
    }

    /** Whether what is one statement with semicolons has come to its {@code ; END}. */
    private boolean endsSet() {
        return endsWith(SEMICOLON, END);
    }

    private boolean startsWith(int... kinds) {
        return words.size() >= kinds.length && matches(0, kinds);
    }

    private boolean endsWith(int... kinds) {
        return words.size() >= kinds.length && matches(words.size() - kinds.length, kinds);
    }

    private boolean matches(int offset, int... kinds) {
        for (int index = 0; index < kinds.length; index++) {
            if (words.get(offset + index).kind() != kinds[index]) {
                return false;
            }
        }
        return true;
    }

    /**
     * A script in pieces.
     *
     * @param slices the statements
     * @param openSet where a statement set starts that does not end
     */
    record Split(List<Slice> slices, OptionalInt openSet) {

        Split {
            slices = List.copyOf(slices);
        }
    }
}
