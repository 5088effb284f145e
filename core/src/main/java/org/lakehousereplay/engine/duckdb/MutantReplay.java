package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.lakehousereplay.pipeline.Model;

/**
 * Computes a changed model and what is computed from it on the loaded rows of a fixture. The outputs are temporary tables
 * of the session under the names of the models, which stand before the views of the pipeline, so that each model reads
 * what was computed anew where there is such a thing, and what is stored of the fixture elsewhere.
 *
 * <p>The session of its connection belongs to it until it is closed.
 */
final class MutantReplay implements AutoCloseable {

    private final Connection connection;
    private final MutantScope scope;
    private final Set<String> computed = new HashSet<>();
    private final Set<String> tables = new HashSet<>();

    /**
     * @param connection a connection in the zone of the fixtures
     * @param scope the changed model and what reads it
     */
    MutantReplay(Connection connection, MutantScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    Connection connection() {
        return connection;
    }

    /** Starts anew, with another text of the changed model or on another fixture. */
    void begin() {
        computed.clear();
    }

    /**
     * Computes a model that the change reaches, and first what it reads.
     *
     * @param statements run on this connection, which sees the fixture
     * @param changedSql the text of the changed model
     */
    void compute(TimedStatements statements, String changedSql, Model wanted) throws SQLException {
        for (Model model : scope.chain()) {
            boolean needed = model.equals(wanted) || reads(wanted, model);
            if (needed && computed.add(model.name())) {
                tables.add(model.name());
                statements.execute("CREATE OR REPLACE TEMP TABLE " + Sql.name(model.name()) + " AS "
                        + (model.equals(scope.changed()) ? changedSql : model.sql()));
            }
            if (model.equals(wanted)) {
                return;
            }
        }
    }

    /** Whether a model reads another one, itself or by others that the change reaches. */
    private boolean reads(Model reader, Model read) {
        return scope.chain().stream()
                .filter(model -> reader.reads().contains(model.name()))
                .anyMatch(model -> model.equals(read) || reads(model, read));
    }

    /** The rows of a computed model. */
    static String rows(Model model) {
        return "temp.main." + Sql.name(model.name());
    }

    @Override
    public void close() throws SQLException {
        for (String table : tables) {
            DuckDbDatabase.execute(connection, "DROP TABLE IF EXISTS temp.main." + Sql.name(table));
        }
    }
}
