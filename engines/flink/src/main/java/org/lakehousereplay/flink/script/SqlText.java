package org.lakehousereplay.flink.script;

import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.validate.FlinkSqlConformance;

/** SQL as Flink's planner reads it, and back. For the packages of this engine. */
public final class SqlText {

    private static final int LONGEST_IDENTIFIER = 256;

    private static final SqlParser.Config CONFIGURATION = SqlParser.config()
            .withParserFactory(FlinkSqlParserImpl.FACTORY)
            .withConformance(FlinkSqlConformance.DEFAULT)
            .withLex(Lex.JAVA)
            .withIdentifierMaxLength(LONGEST_IDENTIFIER);

    private SqlText() {}

    /** The tree of a statement. */
    public static SqlNode parse(String sql) throws SqlParseException {
        return SqlParser.create(sql, CONFIGURATION).parseStmt();
    }

    /** The tree of an expression. */
    public static SqlNode parseExpression(String sql) throws SqlParseException {
        return SqlParser.create(sql, CONFIGURATION).parseExpression();
    }

    /** Whether a word can be a name only in backticks. */
    public static boolean isReserved(String word) {
        return SqlParser.create("", CONFIGURATION).getMetadata().isReservedWord(word);
    }

    /** The text of a tree, the same for every layout and without its comments. */
    public static String of(SqlNode node) {
        return node.toSqlString(configuration -> configuration
                        .withDialect(AnsiSqlDialect.DEFAULT)
                        .withAlwaysUseParentheses(false)
                        .withQuoteAllIdentifiers(true))
                .getSql();
    }
}
