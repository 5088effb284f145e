package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The yardstick of the small suite: a program that somebody writes who needs no verdict. It loads the inputs of every
 * fixture into a schema of its own in one database, runs the queries and reads the results. It reads no expectation,
 * compares nothing, reports nothing and trusts every file.
 */
final class BareSuite {

    private BareSuite() {}

    /**
     * Runs the suite.
     *
     * @param arguments the project, the number of fixtures, the number of threads
     */
    public static void main(String[] arguments)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        SmallSuite suite = new SmallSuite(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        int threads = Integer.parseInt(arguments[2]);
        List<String> queries = new ArrayList<>();
        for (String metric : SmallSuite.METRICS) {
            queries.add(SmallSuite.query(metric));
        }
        String tables = SmallSuite.createTables();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (BareDatabase database = new BareDatabase()) {
            // One thread a query is the fastest setting for queries as small as these.
            database.execute("SET threads = 1");
            List<Future<Long>> results = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                results.add(workers.submit(() -> {
                    long rows = 0;
                    try (Connection connection = database.connect()) {
                        for (int number = first; number < suite.size(); number += threads) {
                            rows += replay(suite, number, tables, queries, connection);
                        }
                    }
                    return rows;
                }));
            }
            long rows = 0;
            for (Future<Long> result : results) {
                rows += result.get();
            }
            System.out.println("rows: " + rows);
        } finally {
            workers.shutdown();
        }
    }

    private static long replay(SmallSuite suite, int number, String tables, List<String> queries, Connection connection)
            throws SQLException {
        String schema = "f" + number;
        BareDatabase.execute(connection, "CREATE SCHEMA " + schema);
        BareDatabase.execute(connection, "USE " + schema);
        BareDatabase.execute(connection, tables);
        BareDatabase.execute(connection, SmallSuite.loadOrders(suite.orders(number)));
        BareDatabase.execute(connection, SmallSuite.loadEvents(suite.events(number)));
        long rows = 0;
        for (String query : queries) {
            rows += BareDatabase.read(connection, query);
        }
        return rows;
    }
}
