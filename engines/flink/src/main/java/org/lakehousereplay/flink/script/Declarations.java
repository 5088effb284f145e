package org.lakehousereplay.flink.script;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlReset;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.sql.parser.ddl.catalog.SqlCreateCatalog;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;

/**
 * Runs what scripts declare, in one session. For the packages of this engine. What goes wrong comes as Flink's own
 * exceptions, which {@link ScriptProblems} explains.
 */
public final class Declarations {

    /** Settings of the planner; all others say how a cluster runs a job, which a replay decides by itself. */
    private static final String PLANNER_SETTINGS = "table.";

    private static final String DEFAULT_PARALLELISM = "table.exec.resource.default-parallelism";

    private final TableEnvironmentImpl environment;
    private final ScriptCatalogs catalogs;
    private final Map<String, Optional<String>> before = new HashMap<>();
    private final Map<String, Path> declared = new HashMap<>();

    /**
     * @param environment the session
     * @param catalogs makes catalogs
     */
    public Declarations(TableEnvironmentImpl environment, ScriptCatalogs catalogs) {
        this.environment = environment;
        this.catalogs = catalogs;
    }

    /**
     * Runs a statement if it declares something. Of {@code CREATE TABLE … AS} only the table is made; statements that
     * write, ask or only show something are left alone.
     */
    public void run(Statement statement) {
        switch (statement.kind()) {
            case SET -> set((SqlSet) statement.node());
            case RESET -> reset((SqlReset) statement.node());
            case CREATE_CATALOG -> {
                if (isNew(statement)) {
                    catalogs.create(environment, (SqlCreateCatalog) statement.node());
                }
            }
            case CREATE_TABLE, CREATE_VIEW -> {
                if (isNew(statement)) {
                    environment.executeSql(statement.sql());
                }
            }
            case CREATE_FUNCTION -> {
                if (isNew(statement)) {
                    FunctionClasses.check(statement.node());
                    environment.executeSql(statement.sql());
                }
            }
            case DECLARATION -> environment.executeSql(statement.sql());
            case CREATE_TABLE_AS ->
                environment.executeInternal(((CreateTableASOperation) parse(statement)).getCreateTableOperation());
            case INSERT, QUERY, CALL, IGNORED, UNSUPPORTED -> {}
        }
    }

    /**
     * What a statement that writes does: {@code INSERT}, or {@code CREATE TABLE … AS} whose table has been made.
     *
     * @param statement the statement
     */
    public ModifyOperation modification(Statement statement) {
        Operation operation = parse(statement);
        return operation instanceof CreateTableASOperation made
                ? made.toSinkModifyOperation(environment.getCatalogManager())
                : (ModifyOperation) operation;
    }

    private Operation parse(Statement statement) {
        return environment.getParser().parse(statement.sql()).get(0);
    }

    /**
     * Scripts that run in sessions of their own in production often declare the same catalogs and tables. Here they share
     * one session, so the same declaration in another script is not run again.
     */
    private boolean isNew(Statement statement) {
        String place = environment.getCurrentCatalog() + "\n" + environment.getCurrentDatabase() + "\n";
        Path first = declared.putIfAbsent(place + SqlText.of(statement.node()), statement.file());
        return first == null || first.equals(statement.file());
    }

    private void set(SqlSet statement) {
        String key = statement.getKeyString();
        if (!key.startsWith(PLANNER_SETTINGS) || key.equals(DEFAULT_PARALLELISM)) {
            return;
        }
        TableConfig configuration = environment.getConfig();
        before.putIfAbsent(
                key,
                Optional.ofNullable(configuration.getConfiguration().toMap().get(key)));
        configuration.set(key, statement.getValueString());
    }

    private void reset(SqlReset statement) {
        SqlNode key = statement.getKey();
        if (key == null) {
            before.forEach(this::restore);
        } else {
            restore(statement.getKeyString(), before.getOrDefault(statement.getKeyString(), Optional.empty()));
        }
    }

    private void restore(String key, Optional<String> value) {
        if (value.isPresent()) {
            environment.getConfig().set(key, value.get());
        } else {
            environment.getConfig().getConfiguration().removeKey(key);
        }
    }
}
