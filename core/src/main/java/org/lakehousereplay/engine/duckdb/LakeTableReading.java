package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.fixture.LakeTable;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.rows.ChangeEventRows;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.TableColumn;
import org.lakehousereplay.sql.EngineError;

/** Has lake tables read by their formats, and takes the columns that a source has. */
final class LakeTableReading {

    private final Engines engines;
    private final ExchangeDirectory exchange;
    private final Map<Wanted, Found> read = new HashMap<>();

    LakeTableReading(Engines engines, ExchangeDirectory exchange) {
        this.engines = engines;
        this.exchange = exchange;
    }

    /** What several fixtures may ask for. */
    private record Wanted(String format, Path table, Optional<LakeTableVersion> version, boolean changes) {}

    private record Found(Path file, LakeTableRows rows) {}

    /**
     * Writes the rows of a table.
     *
     * @param file the Parquet file to write
     * @param problems receives what keeps it from being read
     * @return the format and the version that was read
     */
    Optional<String> write(
            Connection connection,
            FixtureState fixture,
            Source source,
            InputFile input,
            Path file,
            List<Problem> problems)
            throws SQLException {
        LakeTable table = input.lake().orElseThrow();
        Optional<Found> found = read(fixture, input, table, problems);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = values(source, fixture, found.get().rows());
        if (values.isEmpty()) {
            problems.add(Problem.at(
                    Location.of(input.path()),
                    ErrorCode.COLUMN_MISSING,
                    "the table has none of the columns of source " + source.name() + "; it has "
                            + found.get().rows().columns().stream()
                                    .map(TableColumn::name)
                                    .collect(Collectors.joining(", ")),
                    "Name the table of this source"));
            return Optional.empty();
        }
        List<Column> columns = found.get().rows().columns().stream()
                .map(column -> new Column(column.name(), column.storeType(), column.nullable()))
                .toList();
        String rows;
        try {
            rows = new OutputImport(connection).rows(found.get().file(), columns);
            if (table.changes()) {
                values.add(OutputImport.KIND + " AS " + Sql.name(ChangeEventRows.KIND));
            }
            DuckDbDatabase.execute(
                    connection,
                    "COPY (SELECT " + String.join(", ", values) + " FROM " + rows + " ORDER BY " + OutputImport.EMISSION
                            + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        } catch (SQLException refused) {
            problems.add(Problem.at(
                    table.place(),
                    ErrorCode.TABLE_UNREADABLE,
                    shown(fixture, input) + ": its rows cannot be taken over: "
                            + EngineError.of(refused).message(),
                    ""));
            return Optional.empty();
        }
        return Optional.of(table.format() + " " + found.get().rows().version());
    }

    private Optional<Found> read(FixtureState fixture, InputFile input, LakeTable table, List<Problem> problems) {
        Wanted wanted = new Wanted(table.format(), input.path(), table.version(), table.changes());
        Found known = read.get(wanted);
        if (known != null) {
            return Optional.of(known);
        }
        String what = shown(fixture, input) + ": ";
        try {
            Path file = exchange.next().resolve("rows.jsonl");
            LakeTableRows rows = engines.tableFormat(table.format())
                    .read(new LakeTableRequest(input.path(), table.version(), table.changes(), file));
            Found found = new Found(file, rows);
            read.put(wanted, found);
            return Optional.of(found);
        } catch (EngineUnavailableException unavailable) {
            problems.add(Problem.at(
                    table.place(),
                    ErrorCode.TABLE_FORMAT_UNAVAILABLE,
                    "the table format " + table.format() + " cannot be had: " + unavailable.getMessage(),
                    unavailable.remedy().isEmpty() ? formats() : unavailable.remedy()));
        } catch (LakeTableException refused) {
            problems.add(Problem.at(
                    table.place(), ErrorCode.TABLE_UNREADABLE, what + refused.getMessage(), refused.remedy()));
        } catch (IOException | RuntimeException broken) {
            problems.add(Problem.at(
                    table.place(),
                    ErrorCode.TABLE_UNREADABLE,
                    what + "the reader of " + table.format() + " tables broke down: "
                            + broken.getClass().getSimpleName() + " " + broken.getMessage(),
                    ""));
        }
        return Optional.empty();
    }

    private String formats() {
        List<String> names = engines.tableFormatNames();
        return names.isEmpty() ? "" : "The formats are " + String.join(", ", names);
    }

    /** The columns of the table that somebody takes; a table has more columns than a fixture would be given. */
    private static List<String> values(Source source, FixtureState fixture, LakeTableRows rows) {
        List<String> names =
                new ArrayList<>(source.columns().stream().map(Column::name).toList());
        fixture.fixture()
                .settings()
                .arrivals()
                .column()
                .filter(arrival -> source.column(arrival).isEmpty())
                .ifPresent(names::add);
        List<String> values = new ArrayList<>();
        for (String name : names) {
            List<String> spelled = rows.columns().stream()
                    .map(TableColumn::name)
                    .filter(name::equalsIgnoreCase)
                    .toList();
            if (!spelled.isEmpty()) {
                values.add(Sql.name(spelled.contains(name) ? name : spelled.get(0)));
            }
        }
        return values;
    }

    private static String shown(FixtureState fixture, InputFile input) {
        Path directory = fixture.fixture().directory();
        Path path = input.path().startsWith(directory) ? directory.relativize(input.path()) : input.path();
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
