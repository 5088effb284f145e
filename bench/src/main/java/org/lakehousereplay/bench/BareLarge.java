package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The yardstick of the large replay: plain DuckDB runs the query over views of the same files and reads the result. */
final class BareLarge {

    private BareLarge() {}

    /**
     * Runs the query.
     *
     * @param arguments the project and the number of runs; the time of the last one is printed
     */
    public static void main(String[] arguments) throws SQLException, IOException {
        LargeProject project = new LargeProject(Path.of(arguments[0]));
        int runs = Integer.parseInt(arguments[1]);
        for (int run = 1; run <= runs; run++) {
            long start = System.nanoTime();
            try (BareDatabase database = new BareDatabase();
                    Connection connection = database.connect()) {
                database.execute(project.view("orders"));
                database.execute(project.view("events"));
                long rows = BareDatabase.read(connection, LargeProject.query());
                if (run == runs) {
                    System.out.println("rows: " + rows);
                }
            }
            if (run == runs) {
                System.out.println(LargeBenchmark.LAST_RUN + (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
