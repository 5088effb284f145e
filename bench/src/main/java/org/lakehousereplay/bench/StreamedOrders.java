package org.lakehousereplay.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Orders of one day, in the order in which they were paid, and the Flink SQL that adds them up by ten minutes and
 * channel.
 *
 * @param directory where the files lie
 * @param orders how many orders there are
 */
record StreamedOrders(Path directory, int orders) {

    private static final String ORDERS = """
            CREATE TABLE orders (
              order_id BIGINT,
              channel STRING,
              amount DECIMAL(10, 2),
              paid_at TIMESTAMP(3),
              WATERMARK FOR paid_at AS paid_at - INTERVAL '5' SECOND
            ) WITH (%s)""";

    private static final String WINDOWS = """
            CREATE TABLE gmv_10min (window_start TIMESTAMP(3), channel STRING, gmv DECIMAL(38, 2), orders BIGINT)
            WITH (%s)""";

    private static final String KAFKA =
            "'connector' = 'kafka', 'topic' = 'any', 'properties.bootstrap.servers' = 'broker:9092', 'format' = 'json'";

    private static final int CHANNELS = 8;
    private static final int WINDOWS_OF_A_DAY = 144;
    private static final LocalDateTime DAY = LocalDate.of(2024, 5, 18).atStartOfDay();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
            .toFormatter(Locale.ROOT);
    private static final long MILLIS_OF_A_DAY = 86_400_000;

    /** The orders as an engine takes them. */
    Path rows() {
        return directory.resolve("rows-" + orders + ".jsonl");
    }

    /** The orders as the messages of a topic. */
    Path messages() {
        return directory.resolve("messages-" + orders + ".jsonl");
    }

    /** How many rows come out. */
    int results() {
        return Math.min(orders, WINDOWS_OF_A_DAY * CHANNELS);
    }

    /** The statement that declares the orders, in the file of messages. */
    String ordersInFile() {
        return ORDERS.formatted(
                "'connector' = 'filesystem', 'path' = '" + messages().toUri() + "', 'format' = 'json'");
    }

    /**
     * The statement that declares the output.
     *
     * @param output the directory that it goes to
     */
    static String windowsInFiles(Path output) {
        return WINDOWS.formatted("'connector' = 'filesystem', 'path' = '" + output.toUri() + "', 'format' = 'json'");
    }

    /** The query, as a statement that writes to the output. */
    static String query() throws IOException {
        return Resources.text("streams/gmv_10min.sql");
    }

    /** The script as it runs in production. */
    static String script() throws IOException {
        return ORDERS.formatted(KAFKA) + ";\n" + WINDOWS.formatted(KAFKA) + ";\n" + query() + ";\n";
    }

    /** Writes the files unless an earlier run has. */
    void generate() throws IOException {
        Path done = directory.resolve("generated-" + orders);
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(directory);
        try (BufferedWriter rows = Files.newBufferedWriter(rows());
                BufferedWriter messages = Files.newBufferedWriter(messages())) {
            for (int order = 0; order < orders; order++) {
                String channel = "channel-" + order % CHANNELS;
                String amount = String.format(Locale.ROOT, "%d.%02d", order % 997, order % 100);
                String time = TIME.format(DAY.plus(order * MILLIS_OF_A_DAY / orders, ChronoUnit.MILLIS));
                rows.write("{\"i\":0,\"c0\":\"" + order + "\",\"c1\":\"" + channel + "\",\"c2\":\"" + amount
                        + "\",\"c3\":\"" + time + "\"}\n");
                messages.write("{\"order_id\":" + order + ",\"channel\":\"" + channel + "\",\"amount\":" + amount
                        + ",\"paid_at\":\"" + time + "\"}\n");
            }
        }
        Files.createFile(done);
    }
}
