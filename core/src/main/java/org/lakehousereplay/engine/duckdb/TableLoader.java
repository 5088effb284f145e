package org.lakehousereplay.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.rows.ChangeEnvelope;
import org.lakehousereplay.rows.ChangeEventRows;
import org.lakehousereplay.rows.CsvTextRows;
import org.lakehousereplay.rows.JsonTextRows;
import org.lakehousereplay.rows.TextRows;

/**
 * Loads text files into tables of the store. Files with the same columns go in together, in one statement that the
 * engine runs in bulk; a batch that it refuses is read file by file with {@link TextRows}, which tells what is wrong.
 */
final class TableLoader {

    /**
     * What the engine reads and JSON does not have, or would not keep as it is written: numbers of so many digits that
     * a double loses some, exponents, trailing commas, NaN and infinities without quotes.
     */
    private static final String SUSPECT_JSON =
            "[0-9.]{16}|[:,\\[]\\s*-?[0-9.]+[eE]|,\\s*[}\\]]|[:,\\[]\\s*[-+]?([nN][aA][nN]|[iI][nN][fF])";

    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final ColumnTypes types;
    private final ValueConversion conversion;

    /**
     * @param connection a connection whose session runs in {@code zone}
     * @param zone the zone in which local times are read
     * @param types the types of the engine
     */
    TableLoader(Connection connection, ZoneId zone, ColumnTypes types) {
        this.connection = connection;
        this.types = types;
        this.conversion = new ValueConversion(zone);
    }

    /**
     * Loads files.
     *
     * @param target the table
     * @param files text files of any format; the files of one fixture are the parts of one input
     */
    LoadOutcome load(LoadTarget target, Collection<LoadFile> files) throws SQLException {
        LoadOutcome outcome = new LoadOutcome();
        Map<LoadFile, List<String>> columns = new LinkedHashMap<>();
        Set<LoadFile> careful = new HashSet<>();
        readHeaders(target, files, columns, careful, outcome);
        Set<Batch> sound = new HashSet<>();
        columns.forEach((file, names) -> {
            // Most files of a table have the same columns, and it is enough to look at them once.
            Batch alike = new Batch(file.format(), names, false);
            if (!sound.contains(alike)) {
                checkHeader(target, file, names, outcome);
                if (outcome.sound(file.fixture())) {
                    sound.add(alike);
                }
            }
        });

        Map<List<String>, Header> headers = new HashMap<>();
        Map<Batch, List<LoadFile>> batches = new LinkedHashMap<>();
        columns.forEach((file, names) -> {
            if (outcome.sound(file.fixture())) {
                outcome.columns(file.fixture(), headers.computeIfAbsent(names, same -> Header.of(same, target)));
                Batch batch = new Batch(file.format(), names, careful.contains(file));
                batches.computeIfAbsent(batch, key -> new ArrayList<>()).add(file);
            }
        });
        for (Map.Entry<Batch, List<LoadFile>> batch : batches.entrySet()) {
            Header header = headers.get(batch.getKey().columns());
            if (batch.getKey().careful() || header.names().isEmpty() || !loadInBulk(target, header, batch.getValue())) {
                for (LoadFile file : batch.getValue()) {
                    outcome.problems(file.fixture(), loadCarefully(target, header, file));
                }
            }
        }
        return outcome;
    }

    private record Batch(DataFormat format, List<String> columns, boolean careful) {}

    private void readHeaders(
            LoadTarget target,
            Collection<LoadFile> files,
            Map<LoadFile, List<String>> columns,
            Set<LoadFile> careful,
            LoadOutcome outcome)
            throws SQLException {
        List<LoadFile> json = new ArrayList<>();
        for (LoadFile file : files) {
            if (file.format() == DataFormat.JSON_LINES) {
                json.add(file);
                continue;
            }
            try {
                columns.put(file, columns(target, file));
                if (file.format().changeEvents()) {
                    careful.add(file);
                }
            } catch (ProblemException exception) {
                outcome.problems(file.fixture(), exception.problems());
            }
        }
        if (!json.isEmpty()) {
            readJsonKeys(json, columns, careful, outcome);
        }
    }

    private void readJsonKeys(
            List<LoadFile> files, Map<LoadFile, List<String>> columns, Set<LoadFile> careful, LoadOutcome outcome)
            throws SQLException {
        Map<Path, JsonShape> shapes = jsonShapes(files);
        for (LoadFile file : files) {
            JsonShape shape = shapes.get(file.path());
            try {
                if (shape == null || !shape.structure().isObject()) {
                    columns.put(file, new JsonTextRows(file.path(), Set.of(), Set.of()).columns());
                    careful.add(file);
                    continue;
                }
                List<String> names = new ArrayList<>();
                shape.structure().fieldNames().forEachRemaining(names::add);
                columns.put(file, names);
                if (shape.suspect()) {
                    careful.add(file);
                }
            } catch (ProblemException exception) {
                outcome.problems(file.fixture(), exception.problems());
            }
        }
    }

    private record JsonShape(JsonNode structure, boolean suspect) {}

    /** The keys of the objects of each file; a file is missing when it has no object or the engine refuses any file. */
    private Map<Path, JsonShape> jsonShapes(List<LoadFile> files) throws SQLException {
        Set<Path> paths = files.stream().map(LoadFile::path).collect(Collectors.toCollection(LinkedHashSet::new));
        String query = "SELECT filename, json_group_structure(json), bool_or(regexp_matches(CAST(json AS VARCHAR), "
                + Sql.text(SUSPECT_JSON) + ")), bool_and(json_type(json) = 'OBJECT')"
                + " FROM read_ndjson_objects(" + Sql.files(paths)
                + ", filename = true, hive_partitioning = false) GROUP BY filename";
        Map<Path, JsonShape> shapes = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (rows.getBoolean(4)) {
                    JsonNode structure = JSON.readTree(rows.getString(2));
                    shapes.put(Path.of(rows.getString(1)), new JsonShape(structure, rows.getBoolean(3)));
                }
            }
        } catch (SQLException refused) {
            return Map.of();
        } catch (JsonProcessingException impossible) {
            throw new SQLException("the engine's description of a JSON file is not JSON", impossible);
        }
        return shapes;
    }

    private static void checkHeader(LoadTarget target, LoadFile file, List<String> names, LoadOutcome outcome) {
        List<String> unknown =
                names.stream().filter(name -> target.column(name).isEmpty()).toList();
        if (target.expectation() && !unknown.isEmpty()) {
            outcome.unknownColumns(file.fixture(), unknown);
            return;
        }
        if (file.format() != DataFormat.CSV) {
            JsonTextRows rows = new JsonTextRows(file.path(), Set.of(), Set.of());
            outcome.problems(file.fixture(), Header.problems(names, target, rows::firstLine));
            if (!names.isEmpty()) {
                outcome.problems(file.fixture(), Header.missing(Location.of(file.path()), names, target));
            }
            return;
        }
        Location header = Location.of(file.path(), 1);
        if (unknown.size() == 1 && names.size() == 1 && unknown.get(0).matches(".*[;\t|].*")) {
            outcome.problems(
                    file.fixture(),
                    List.of(Problem.at(
                            header,
                            ErrorCode.CSV_MALFORMED,
                            "the header " + unknown.get(0) + " holds no comma",
                            "Separate the fields by commas")));
            return;
        }
        outcome.problems(file.fixture(), Header.problems(names, target, name -> header));
        outcome.problems(file.fixture(), Header.missing(header, names, target));
    }

    private boolean loadInBulk(LoadTarget target, Header header, List<LoadFile> files) throws SQLException {
        boolean json = files.get(0).format() == DataFormat.JSON_LINES;
        List<Path> paths = files.stream().map(LoadFile::path).toList();
        if (Set.copyOf(paths).size() < paths.size()) {
            return false; // one file serves several fixtures; it is rare enough to be read once for each
        }
        StringBuilder fileColumns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int index = 0; index < header.names().size(); index++) {
            String name = header.names().get(index);
            ColumnType type = types.of(header.columns().get(index).type());
            String value = "r." + Sql.name(name);
            fileColumns.append(index == 0 ? "" : ", ").append(Sql.text(name)).append(json ? ": 'JSON'" : ": 'VARCHAR'");
            values.append(", ").append(json ? conversion.fromJson(type, value) : strictFromText(type, value));
        }
        String rows = json
                ? "read_json(" + Sql.files(paths) + ", format = 'newline_delimited', records = 'true', columns = {"
                        + fileColumns + "}, filename = 'lakehouse file', hive_partitioning = false)"
                : "read_csv(" + Sql.files(paths) + ", columns = {" + fileColumns
                        + "}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
                        + " nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = false,"
                        + " filename = 'lakehouse file', hive_partitioning = false)";
        String fixture = Integer.toString(files.get(0).fixture());
        String part = Integer.toString(files.get(0).part());
        String join = "";
        if (files.size() > 1) {
            fixture = "f.fixture";
            part = "f.part";
            join = files.stream()
                    .map(file ->
                            "(" + Sql.text(file.path().toString()) + ", " + file.fixture() + ", " + file.part() + ")")
                    .collect(Collectors.joining(
                            ", ", " JOIN (VALUES ", ") f(path, fixture, part) ON f.path = r.\"lakehouse file\""));
        }
        if (target.ordered()) {
            values.append(", ").append(part).append(", r.\"lakehouse row\"");
            rows = "(SELECT *, row_number() OVER () AS \"lakehouse row\" FROM " + rows + ")";
        }
        String insert = insertInto(target, header) + "SELECT " + fixture + values + " FROM " + rows + " r" + join;
        try {
            DuckDbDatabase.execute(connection, insert);
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Like {@link ValueConversion#fromText}, and evaluating it fails when the text does not fit. */
    private String strictFromText(ColumnType type, String text) {
        if (type instanceof ColumnType.Scalar scalar) {
            if (scalar.name().equals("VARCHAR")) {
                return "CASE WHEN contains(" + text + ", chr(0)) THEN error('not text') ELSE " + text + " END";
            }
            return "CASE WHEN " + text + " IS NOT NULL THEN coalesce(" + conversion.fromText(scalar, text)
                    + ", error('value does not fit')) END";
        }
        return conversion.fromJson(type, StagedFile.jsonOf(text));
    }

    private List<Problem> loadCarefully(LoadTarget target, Header header, LoadFile file) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        StagedFile staged = stage(header, file, problems);
        problems.addAll(staged.misfits());
        if (problems.isEmpty()) {
            String columns = header.columns().stream()
                    .map(column -> ", " + Sql.name(column.name()))
                    .collect(Collectors.joining());
            DuckDbDatabase.execute(
                    connection,
                    insertInto(target, header) + "SELECT " + file.fixture() + columns
                            + (target.ordered() ? ", " + file.part() + ", _lakehouse_row" : "") + " FROM ("
                            + staged.typedRows() + ")");
        }
        return problems;
    }

    /** Stages a file whose columns are known to be sound. */
    StagedFile stage(LoadTarget target, LoadFile file, List<Problem> problems) throws SQLException {
        return stage(Header.of(columns(target, file), target), file, problems);
    }

    private static List<String> columns(LoadTarget target, LoadFile file) {
        List<String> names = textRows(file, Set.of(), Set.of()).columns();
        // A binlog has all columns of its table, and production reads those that it declares.
        return file.format().changeEvents()
                ? names.stream().filter(name -> target.column(name).isPresent()).toList()
                : names;
    }

    private static TextRows textRows(LoadFile file, Set<String> text, Set<String> json) {
        return switch (file.format()) {
            case JSON_LINES -> new JsonTextRows(file.path(), text, json);
            case DEBEZIUM -> new ChangeEventRows(file.path(), ChangeEnvelope.DEBEZIUM, text, json);
            case CANAL -> new ChangeEventRows(file.path(), ChangeEnvelope.CANAL, text, json);
            case MAXWELL -> new ChangeEventRows(file.path(), ChangeEnvelope.MAXWELL, text, json);
            case CSV -> new CsvTextRows(file.path());
            case PARQUET -> throw new IllegalArgumentException("Parquet is no text: " + file.path());
        };
    }

    private StagedFile stage(Header header, LoadFile file, List<Problem> problems) throws SQLException {
        List<ColumnType> columnTypes = new ArrayList<>();
        Set<String> text = new HashSet<>();
        Set<String> json = new HashSet<>();
        for (int index = 0; index < header.names().size(); index++) {
            ColumnType type = types.of(header.columns().get(index).type());
            columnTypes.add(type);
            if (type.name().equals("VARCHAR")) {
                text.add(header.names().get(index));
            } else if (type.name().equals("JSON")) {
                json.add(header.names().get(index));
            }
        }
        TextRows rows = textRows(file, text, json);
        return StagedFile.stage(connection, file.path(), rows, header, columnTypes, conversion, problems);
    }

    private static String insertInto(LoadTarget target, Header header) {
        List<String> names = new ArrayList<>();
        names.add("_fixture");
        header.columns().stream().map(Column::name).forEach(names::add);
        if (target.ordered()) {
            names.add(LoadTarget.PART);
            names.add(LoadTarget.ROW);
        }
        return "INSERT INTO " + target.qualifiedName() + " (" + Sql.names(names) + ") ";
    }
}
