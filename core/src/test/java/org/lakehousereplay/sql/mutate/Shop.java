package org.lakehousereplay.sql.mutate;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** What is known about the tables of the cases and of the reference. */
final class Shop implements MutationContext {

    private static final String ORDERS = """
            CREATE TABLE orders (
                user_id VARCHAR,
                event VARCHAR,
                amount DECIMAL(12, 2),
                cost DECIMAL(12, 2),
                ts TIMESTAMP,
                tz TIMESTAMPTZ,
                received TIMESTAMP,
                since TIMESTAMP,
                until TIMESTAMP,
                day DATE
            )
            """;

    private static final String USERS = "CREATE TABLE users (user_id VARCHAR, since TIMESTAMP, country VARCHAR)";

    /** A database that has the tables. */
    static ScratchDatabase open() throws SqlFailure {
        ScratchDatabase database = ScratchDatabase.open(Duration.ofSeconds(30));
        database.execute(ORDERS);
        database.execute(USERS);
        return database;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public List<String> values(String columnName) {
        return columnName.equals("event") ? List.of("cart", "pay", "view") : List.of();
    }

    @Override
    public Optional<String> type(String columnName) {
        return columnName.equals("day") ? Optional.of("DATE") : Optional.empty();
    }
}
