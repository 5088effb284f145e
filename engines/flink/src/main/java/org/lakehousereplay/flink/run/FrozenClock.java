package org.lakehousereplay.flink.run;

import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.CURRENT_DATE;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.CURRENT_TIME;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.CURRENT_TIMESTAMP;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.EOF;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.LOCALTIME;
import static org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants.LOCALTIMESTAMP;

import java.io.StringReader;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.impl.Token;
import org.apache.flink.table.api.TableEnvironment;
import org.lakehousereplay.flink.connector.FrozenFunctions;

/**
 * Lets scripts see one and the same time. Flink reads the clock of the machine in the code that it generates; the words
 * that ask for it are reserved, so no function can take their place. Flink's own lexer finds them, and calls of
 * functions take their place that are never longer: everything else stays where it is.
 */
final class FrozenClock {

    private static final Map<Integer, String> CALLS = Map.of(
            CURRENT_TIMESTAMP, "lh_now()",
            LOCALTIMESTAMP, "lh_local()",
            CURRENT_DATE, "lh_date()",
            CURRENT_TIME, "lh_time()",
            LOCALTIME, "lh_time()");

    private final OffsetDateTime time;

    FrozenClock(OffsetDateTime time) {
        this.time = time;
    }

    /** Makes the functions, for the zone of the session. */
    void install(TableEnvironment tables, ZoneId zone) {
        tables.createTemporarySystemFunction("lh_now", new FrozenFunctions.Now(time.toInstant()));
        tables.createTemporarySystemFunction("now", new FrozenFunctions.Now(time.toInstant()));
        tables.createTemporarySystemFunction("current_row_timestamp", new FrozenFunctions.Now(time.toInstant()));
        tables.createTemporarySystemFunction(
                "lh_local",
                new FrozenFunctions.Local(time.atZoneSameInstant(zone).toLocalDateTime()));
        tables.createTemporarySystemFunction(
                "lh_date", new FrozenFunctions.Date(time.atZoneSameInstant(zone).toLocalDate()));
        tables.createTemporarySystemFunction(
                "lh_time", new FrozenFunctions.Time(time.atZoneSameInstant(zone).toLocalTime()));
    }

    /** A statement that asks for the frozen time instead of the real one. */
    String freeze(String sql) {
        StringBuilder frozen = new StringBuilder(sql);
        FlinkSqlParserImpl lexer = new FlinkSqlParserImpl(new StringReader(sql));
        lexer.setTabSize(1);
        lexer.switchTo(LexicalState.BTID);
        int line = 1;
        int lineStart = 0;
        for (Token token = lexer.getNextToken(); token.kind != EOF; token = lexer.getNextToken()) {
            while (line < token.beginLine) {
                lineStart = nextLine(sql, lineStart);
                line++;
            }
            String call = CALLS.get(token.kind);
            if (call != null) {
                int start = lineStart + token.beginColumn - 1;
                int length = token.image.length();
                frozen.replace(start, start + length, call + " ".repeat(length - call.length()));
            }
        }
        return frozen.toString();
    }

    private static int nextLine(String sql, int from) {
        int index = from;
        while (sql.charAt(index) != '\n' && sql.charAt(index) != '\r') {
            index++;
        }
        boolean both = sql.charAt(index) == '\r' && index + 1 < sql.length() && sql.charAt(index + 1) == '\n';
        return index + (both ? 2 : 1);
    }
}
