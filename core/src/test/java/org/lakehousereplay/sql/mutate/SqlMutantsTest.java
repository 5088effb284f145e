package org.lakehousereplay.sql.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

class SqlMutantsTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void openDatabase() {
        database = ScratchDatabase.open(Duration.ofSeconds(30));
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    private static List<SqlMutant> mutants(String sql) throws SqlFailure {
        return SqlMutants.of(database, sql, MutationContext.of(ZoneId.of("Asia/Shanghai")));
    }

    @Test
    void a_mutant_says_what_was_changed_and_where() throws SqlFailure {
        SqlMutant mutant = mutants("SELECT a FROM t WHERE ts >= lower_end").stream()
                .filter(found -> found.operator() == MutationOperator.BOUNDARY)
                .findFirst()
                .orElseThrow();
        assertThat(mutant.before()).isEqualTo("ts >= lower_end");
        assertThat(mutant.after()).isEqualTo("ts > lower_end");
        assertThat(mutant.position()).hasValue(22);
        assertThat(mutant.words()).isEqualTo("rows whose ts is exactly lower_end would no longer count");
        assertThat(database.parse(mutant.sql()).fingerprint())
                .isEqualTo(
                        database.parse("SELECT a FROM t WHERE ts > lower_end").fingerprint());
    }
}
