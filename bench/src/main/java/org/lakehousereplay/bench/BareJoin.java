package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The yardstick of the comparison: DuckDB's own full outer join of the two outputs, which counts the cells that differ. */
final class BareJoin {

    private static final String JOIN = """
            SELECT count(*) FILTER (a.gmv IS DISTINCT FROM b.gmv), count(*) FILTER (a.buyers IS DISTINCT FROM b.buyers),
                   count(*) FILTER (a.views IS DISTINCT FROM b.views),
                   count(*) FILTER (a.conversion IS DISTINCT FROM b.conversion)
            FROM a FULL JOIN b ON a.window_start = b.window_start AND a.channel = b.channel
            """;

    private BareJoin() {}

    /**
     * Runs the join.
     *
     * @param arguments the project and the number of runs; the time of the last one is printed
     */
    public static void main(String[] arguments) throws SQLException, IOException {
        ComparedProject project = new ComparedProject(Path.of(arguments[0]));
        int runs = Integer.parseInt(arguments[1]);
        for (int run = 1; run <= runs; run++) {
            try (BareDatabase database = new BareDatabase();
                    Connection connection = database.connect()) {
                database.execute("CREATE VIEW cells AS FROM read_parquet('" + project.cells() + "')");
                database.execute("CREATE TABLE a AS " + ComparedProject.candidate());
                database.execute("CREATE TABLE b AS " + ComparedProject.older());
                long start = System.nanoTime();
                BareDatabase.read(connection, JOIN);
                if (run == runs) {
                    System.out.println(LargeBenchmark.LAST_RUN + (System.nanoTime() - start) / 1e9);
                }
            }
        }
    }
}
