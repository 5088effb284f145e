package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation of fixtures do what it says. */
class FixtureExamplesTest {

    private static final Pattern FILE =
            Pattern.compile("<!-- example (\\w+): (\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private ProjectTree project;

    @BeforeEach
    void project() {
        project = new ProjectTree(directory);
    }

    private void files(String example) throws IOException {
        Matcher file = FILE.matcher(Files.readString(Path.of("..", "docs", "fixtures.md")));
        int found = 0;
        while (file.find()) {
            if (file.group(1).equals(example)) {
                project.file(file.group(2), file.group(3));
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    private List<String> store(String query) throws SQLException {
        assertThat(project.problems(project.verify())).isEmpty();
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + directory.resolve("target/lakehouse/replay.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private void totalOfContracts() {
        project.main("contracts/total.sql", "/* @metric\nkey: [region]\n*/\nSELECT region, amount FROM contracts\n")
                .test("contracts/raised/expected/total.csv", "region,amount\neast,600.00\n");
    }

    @Test
    void changes_leave_one_contract() throws IOException, SQLException {
        files("changes");
        totalOfContracts();

        assertThat(store("SELECT status FROM lakehouse.results")).containsExactly("PASSED");
        assertThat(store("SELECT string_agg(_op, ' ' ORDER BY _arrival) FROM \"contracts changes\".contracts"))
                .containsExactly("+I +I -U +U -D");
    }

    @Test
    void change_events_need_no_declaration() throws IOException, SQLException {
        files("events");
        totalOfContracts();

        assertThat(store("SELECT status FROM lakehouse.results")).containsExactly("PASSED");
        assertThat(store("SELECT string_agg(_op, ' ' ORDER BY _arrival) FROM \"contracts changes\".contracts"))
                .containsExactly("+I -U +U");
    }

    @Test
    void rows_of_two_sources_arrive_in_turn() throws IOException, SQLException {
        files("arrival");
        project.main("shop/paid.sql", """
                        /* @metric
                        key: [order_id]
                        */
                        SELECT order_id, sum(paid) AS paid FROM orders JOIN payments USING (order_id) GROUP BY ALL
                        """)
                .test("shop/late/expected/paid.csv", "order_id,paid\n7,12.50\n");

        assertThat(store("SELECT string_agg(what, ', ' ORDER BY _increment) FROM (SELECT _increment, status AS what"
                        + " FROM \"shop changes\".orders UNION ALL SELECT _increment, 'payment'"
                        + " FROM \"shop changes\".payments)"))
                .containsExactly("placed, payment, paid");
    }
}
