package org.lakehousereplay.flink.mutate;

import java.util.Locale;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.lakehousereplay.flink.script.SqlText;

/** Writes parts of trees as people write them, and as Flink reads them. */
final class Prose {

    private static final SqlDialect SPELLING = new Spelling();

    private Prose() {}

    /** For people, who leave out what is understood. */
    static String of(SqlNode node) {
        return sql(node).replace(" BETWEEN ASYMMETRIC ", " BETWEEN ");
    }

    /** For Flink. */
    static String sql(SqlNode node) {
        return node.toSqlString(Prose::onOneLine).getSql();
    }

    /** The same inside of a sentence: intervals as people say them. */
    static String said(SqlNode node) {
        return Interval.of(node).map(Interval::words).orElseGet(() -> of(node));
    }

    private static SqlWriterConfig onOneLine(SqlWriterConfig configuration) {
        return configuration
                .withDialect(SPELLING)
                .withAlwaysUseParentheses(false)
                .withQuoteAllIdentifiers(true)
                .withClauseStartsLine(false)
                .withSelectListItemsOnSeparateLines(false)
                .withIndentation(0)
                .withLineFolding(SqlWriterConfig.LineFolding.WIDE);
    }

    /** Between backticks only where it would not be a name without. */
    static String name(String name) {
        boolean plain = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(character -> character == '_' || Character.isLetterOrDigit(character))
                && !SqlText.isReserved(name.toUpperCase(Locale.ROOT));
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    /** A text constant. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static final class Spelling extends SqlDialect {

        private Spelling() {
            super(AnsiSqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public StringBuilder quoteIdentifier(StringBuilder buffer, String name) {
            return buffer.append(Prose.name(name));
        }

        @Override
        public void quoteStringLiteral(StringBuilder buffer, String charset, String text) {
            buffer.append(literal(text));
        }
    }
}
