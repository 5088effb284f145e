package org.lakehousereplay.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project with one pipeline, {@code shop}, and one fixture, {@code noon}, for the tests of the entry points. */
final class ShopProject {

    static final String SOURCES = "src/main/lakehouse/shop/sources.sql";
    static final String SETTINGS = "src/main/lakehouse/shop/pipeline.yaml";
    static final String GMV = "src/main/lakehouse/shop/gmv.sql";
    static final String NOON = "src/test/lakehouse/shop/noon/";
    static final String ORDERS = NOON + "input/orders.csv";
    static final String EXPECTED = NOON + "expected/gmv.csv";

    private final Path base;

    ShopProject(Path base) {
        this.base = base;
        write(SOURCES, "CREATE TABLE orders (user_id VARCHAR, amount DECIMAL(12, 2), paid_at TIMESTAMP);");
        write(SETTINGS, "sources: {orders: {eventTime: paid_at}}");
        write(GMV, """
                /* @metric
                description: Sales of each hour
                key: [window_start]
                window: {column: window_start, size: 1 hour}
                */
                SELECT
                    time_bucket(INTERVAL 1 HOUR, paid_at) AS window_start,
                    SUM(amount) AS gmv,
                    COUNT(DISTINCT user_id) AS buyers
                FROM orders
                GROUP BY ALL
                """);
        write(ORDERS, """
                user_id,amount,paid_at
                ann,10.00,2024-05-18T12:00:00
                ann,20.00,2024-05-18T12:30:00
                bob,40.00,2024-05-18T13:00:00
                cid,80.00,2024-05-18T14:59:59
                """);
    }

    Project project() {
        return new Project(
                base,
                base.resolve("src/main/lakehouse"),
                base.resolve("src/test/lakehouse"),
                base.resolve("target/lakehouse"),
                base.resolve("target/surefire-reports"),
                List.of());
    }

    Path path(String file) {
        return base.resolve(file);
    }

    ShopProject write(String file, String text) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), text);
            return this;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    ShopProject replace(String file, String text, String replacement) {
        String before = read(file);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not contain " + text);
        }
        return write(file, before.replace(text, replacement));
    }
}
