package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/**
 * A project with many small fixtures of one pipeline, the same bytes on every machine: two inputs of ten rows each and
 * an expectation for each of three metrics.
 *
 * @param directory the project
 * @param size the number of fixtures
 */
record SmallSuite(Path directory, int size) {

    /** The metrics of the pipeline. */
    static final List<String> METRICS = List.of("gmv_10min", "gmv_1min", "best_channel_10min");

    private static final int ROWS = 10;
    private static final long SEED = 20240518;

    /** The directory of a fixture. */
    Path fixture(int number) {
        return directory.resolve(String.format("src/test/lakehouse/shop/f%04d", number));
    }

    /** The input with orders. */
    Path orders(int number) {
        return fixture(number).resolve("input/orders.csv");
    }

    /** The input with events. */
    Path events(int number) {
        return fixture(number).resolve("input/events.jsonl");
    }

    /** The query of a metric. */
    static String query(String metric) throws IOException {
        return Resources.text("small-suite/" + metric + ".sql");
    }

    /** Creates the two source tables in the schema that is in use. */
    static String createTables() throws IOException {
        return Resources.text("small-suite/sources.sql");
    }

    /** Loads a CSV file the way a hand-written program would. */
    static String loadOrders(Path file) {
        return "INSERT INTO orders FROM read_csv('" + file + "', auto_detect = false, header = true, columns = {"
                + "order_id: 'BIGINT', user_id: 'VARCHAR', amount: 'DECIMAL(18,2)', channel: 'VARCHAR',"
                + " paid_at: 'TIMESTAMP'})";
    }

    /** Loads a JSON-lines file the way a hand-written program would. */
    static String loadEvents(Path file) {
        return "INSERT INTO events FROM read_json('" + file + "', format = 'newline_delimited', columns = {"
                + "user_id: 'VARCHAR', event: 'VARCHAR', ts: 'TIMESTAMP', channel: 'VARCHAR'})";
    }

    /** Writes the project unless an earlier run has. */
    void generate() throws IOException {
        Path done = directory.resolve("generated-" + size);
        Installation.writePom(Files.createDirectories(directory));
        if (Files.exists(done)) {
            return;
        }
        Path pipeline = Files.createDirectories(directory.resolve("src/main/lakehouse/shop"));
        Files.writeString(pipeline.resolve("sources.sql"), createTables());
        for (String metric : METRICS) {
            Files.writeString(pipeline.resolve(metric + ".sql"), query(metric));
        }
        Random random = new Random(SEED);
        for (int number = 0; number < size; number++) {
            writeInputs(number, random);
        }
        try (BareDatabase database = new BareDatabase();
                Connection connection = database.connect()) {
            for (int number = 0; number < size; number++) {
                writeExpectations(number, connection);
            }
        } catch (SQLException exception) {
            throw new IOException("The expected files cannot be computed", exception);
        }
        Files.createFile(done);
    }

    private void writeInputs(int number, Random random) throws IOException {
        StringBuilder orders = new StringBuilder("order_id,user_id,amount,channel,paid_at\n");
        StringBuilder events = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            orders.append(String.format(
                    "%d,u%d,%d.50,%s,2024-05-18T12:%02d:00%n",
                    row, random.nextInt(5), random.nextInt(300), channel(random), random.nextInt(60)));
            events.append(String.format(
                    "{\"user_id\":\"u%d\",\"event\":\"%s\",\"ts\":\"2024-05-18T12:%02d:00\",\"channel\":\"%s\"}%n",
                    random.nextInt(5), random.nextBoolean() ? "view" : "click", random.nextInt(60), channel(random)));
        }
        Files.createDirectories(orders(number).getParent());
        Files.writeString(orders(number), orders);
        Files.writeString(events(number), events);
    }

    private static String channel(Random random) {
        return random.nextBoolean() ? "app" : "h5";
    }

    private void writeExpectations(int number, Connection connection) throws IOException, SQLException {
        BareDatabase.execute(connection, "CREATE SCHEMA s");
        BareDatabase.execute(connection, "USE s");
        BareDatabase.execute(connection, createTables());
        BareDatabase.execute(connection, loadOrders(orders(number)));
        BareDatabase.execute(connection, loadEvents(events(number)));
        Path expected = Files.createDirectories(fixture(number).resolve("expected"));
        for (String metric : METRICS) {
            BareDatabase.execute(
                    connection,
                    "COPY (" + query(metric) + " ORDER BY ALL) TO '" + expected.resolve(metric + ".csv")
                            + "' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')");
        }
        BareDatabase.execute(connection, "USE main");
        BareDatabase.execute(connection, "DROP SCHEMA s CASCADE");
    }
}
