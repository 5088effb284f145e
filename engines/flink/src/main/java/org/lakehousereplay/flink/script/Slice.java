package org.lakehousereplay.flink.script;

import java.util.List;
import java.util.OptionalInt;

/**
 * The tokens of one statement.
 *
 * @param from the index behind the statement before it
 * @param tokens its tokens, at least one unless it is broken
 * @param set the number of the statement set around it
 * @param broken the index of text that is no token, behind {@code tokens}; the slice then reaches to the end
 */
record Slice(int from, List<Word> tokens, OptionalInt set, OptionalInt broken) {

    Slice {
        tokens = List.copyOf(tokens);
    }

    int start() {
        return tokens.isEmpty() ? broken.orElseThrow() : tokens.get(0).start();
    }

    int end() {
        return tokens.get(tokens.size() - 1).end();
    }

    /**
     * A token of Flink's lexer.
     *
     * @param kind its number in {@code FlinkSqlParserImplConstants}
     * @param start the index of its first character
     * @param end the index behind its last character
     */
    record Word(int kind, int start, int end) {}
}
