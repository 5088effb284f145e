package org.lakehousereplay.flink.script;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.sql.parser.ddl.catalog.SqlCreateCatalog;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogDescriptor;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.paimon.flink.FlinkCatalog;

/**
 * Makes the catalogs of scripts: those of Paimon in a directory of this run, all others in memory. For the packages of
 * this engine.
 */
public final class ScriptCatalogs {

    private static final String TYPE = "type";
    private static final String PAIMON = "paimon";
    private static final String WAREHOUSE = "warehouse";
    private static final String DEFAULT_DATABASE = "default-database";

    /** Options that say how a Paimon catalog behaves; all others say where it is. */
    private static final Set<String> BEHAVIOUR = Set.of(
            TYPE,
            DEFAULT_DATABASE,
            "case-sensitive",
            "allow-upper-case",
            "disable-create-table-in-default-db",
            "format-table.enabled",
            "table.type");

    private static final String TABLE_DEFAULTS = "table-default.";

    private final Path directory;
    private final Map<String, Path> warehouses = new HashMap<>();

    /**
     * @param directory where warehouses are made
     */
    public ScriptCatalogs(Path directory) {
        this.directory = directory;
    }

    /** Runs {@code CREATE CATALOG}. */
    public void create(TableEnvironment environment, SqlCreateCatalog statement) {
        String name = statement.getName().getSimple();
        if (statement.isIfNotExists() && environment.getCatalog(name).isPresent()) {
            return;
        }
        Map<String, String> options = statement.getProperties();
        if (!options.containsKey(TYPE)) {
            throw new ValidationException("catalog " + name + " has no option 'type'");
        }
        Map<String, String> own = options.get(TYPE).equals(PAIMON) ? paimon(options) : inMemory(options);
        environment.createCatalog(name, CatalogDescriptor.of(name, Configuration.fromMap(own)));
    }

    private Map<String, String> paimon(Map<String, String> options) {
        Map<String, String> own = new HashMap<>();
        options.forEach((key, value) -> {
            if (BEHAVIOUR.contains(key) || key.startsWith(TABLE_DEFAULTS)) {
                own.put(key, value);
            }
        });
        own.put(
                WAREHOUSE,
                warehouse(options.getOrDefault(WAREHOUSE, "")).toUri().toString());
        return own;
    }

    /** Two catalogs of one warehouse share one here too. */
    private Path warehouse(String location) {
        return warehouses.computeIfAbsent(location, key -> directory.resolve("warehouse-" + warehouses.size()));
    }

    private static Map<String, String> inMemory(Map<String, String> options) {
        Map<String, String> own = new HashMap<>();
        own.put(TYPE, "generic_in_memory");
        if (options.containsKey(DEFAULT_DATABASE)) {
            own.put(DEFAULT_DATABASE, options.get(DEFAULT_DATABASE));
        }
        return own;
    }

    /** Whether a table is a real Paimon table, and no stand-in. */
    public static boolean isPaimon(ContextResolvedTable table) {
        return !table.isTemporary()
                && table.getCatalog().filter(FlinkCatalog.class::isInstance).isPresent();
    }

    /** Whether a table asks for Paimon without a catalog, which a replay cannot give it. */
    static boolean isStrayPaimon(ContextResolvedTable table) {
        return !isPaimon(table) && PAIMON.equals(table.getTable().getOptions().get("connector"));
    }
}
