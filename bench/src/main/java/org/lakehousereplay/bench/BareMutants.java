package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The yardstick of the mutants: a program that queries the loaded rows of fixtures again and again, on one thread. It
 * changes nothing, compares nothing and knows no verdict.
 */
final class BareMutants {

    private static final int RUNS = 4;
    private static final int TIMES = 20;

    private BareMutants() {}

    /**
     * Queries.
     *
     * @param arguments the project and the number of fixtures
     */
    public static void main(String[] arguments) throws SQLException, IOException {
        SmallSuite suite = new SmallSuite(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        List<String> queries = new ArrayList<>();
        for (String metric : SmallSuite.METRICS) {
            queries.add(SmallSuite.query(metric));
        }
        try (BareDatabase database = new BareDatabase();
                Connection connection = database.connect()) {
            database.execute("SET threads = 1");
            for (int number = 0; number < suite.size(); number++) {
                BareDatabase.execute(connection, "CREATE SCHEMA f" + number);
                BareDatabase.execute(connection, "USE f" + number);
                BareDatabase.execute(connection, SmallSuite.createTables());
                BareDatabase.execute(connection, SmallSuite.loadOrders(suite.orders(number)));
                BareDatabase.execute(connection, SmallSuite.loadEvents(suite.events(number)));
            }
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                long spent = MutantTrials.spent();
                int asked = 0;
                for (int time = 0; time < TIMES; time++) {
                    for (int number = 0; number < suite.size(); number++) {
                        BareDatabase.execute(connection, "USE f" + number);
                        for (String query : queries) {
                            BareDatabase.read(connection, query);
                            asked++;
                        }
                    }
                }
                if (run == RUNS - 1) {
                    System.out.println(MutantTrials.RATE + asked / ((System.nanoTime() - start) / 1e9));
                    System.out.println(
                            MutantTrials.PROCESSOR_RATE + asked / ((MutantTrials.spent() - spent) / 1e9));
                }
            }
        }
    }
}
