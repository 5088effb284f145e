package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.SqlFailure;

/**
 * Tells where the columns of queries come from. For readers of SQL inside this library; used by one thread.
 */
public final class LineageReader {

    private static final String PLAN =
            "SELECT json_serialize_plan(?::VARCHAR, skip_null := true, skip_empty := true, optimize := false)";

    /** As deep as the engine writes it; nothing here goes into the depth by calling itself. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final ScratchDatabase database;
    private final String schema;
    private final TableColumns columns = new TableColumns();

    private LineageReader(ScratchDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Makes the tables that queries may read.
     *
     * @param database the database to make them in
     * @param schema the name of a schema that is not there yet
     * @param tables the tables
     * @throws SqlFailure when one of them cannot be made
     */
    public static LineageReader of(ScratchDatabase database, String schema, List<ReadableTable> tables)
            throws SqlFailure {
        LineageReader reader = new LineageReader(database, schema);
        database.useNewSchema(schema);
        for (ReadableTable table : tables) {
            database.createEmptyTable(table.name(), table.columns());
            reader.columns.add(ScratchDatabase.rowsOf(table.name()), table.name(), table.columns());
        }
        return reader;
    }

    /**
     * Where the columns of a query come from.
     *
     * @param query one SELECT
     * @param output the names of its columns
     * @return empty when that cannot be told for sure
     */
    public Optional<QueryLineage> read(String query, List<String> output) {
        try {
            database.useSchema(schema);
            String text = database.query(PLAN, query).get(0).get(0);
            JsonNode plans = JSON.readTree(text).path("plans");
            return plans.size() == 1 ? Optional.of(lineage(plans.path(0), output)) : Optional.empty();
        } catch (SqlFailure | JsonProcessingException | UnknownPlan untold) {
            return Optional.empty();
        }
    }

    private QueryLineage lineage(JsonNode plan, List<String> output) throws UnknownPlan {
        Relation result = PlanWalk.follow(plan, columns);
        if (result.columns().size() != output.size()) {
            throw new UnknownPlan("output of another width");
        }
        List<ColumnLineage> lineages = new ArrayList<>();
        for (int index = 0; index < output.size(); index++) {
            lineages.add(new ColumnLineage(
                    output.get(index), columns.named(result.columns().get(index))));
        }
        return new QueryLineage(lineages, columns.named(result.conditions()));
    }

    /**
     * A table that queries may read.
     *
     * @param name its name
     * @param columns its columns in declared order
     */
    public record ReadableTable(String name, List<ColumnDeclaration> columns) {

        public ReadableTable {
            columns = List.copyOf(columns);
        }
    }
}
