package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.spi.Engines;

/**
 * Lays inputs whose files do not hold all that they are out in one Parquet file each: lake tables, which their format
 * has to read, and parts in folders that name columns. Everything behind that loads the file like any other.
 */
final class InputConversion {

    private final ExchangeDirectory exchange;
    private final LakeTableReading tables;
    private final Map<Key, Path> files = new HashMap<>();
    private final Map<Path, Path> originals = new HashMap<>();
    private final Map<Key, String> versions = new HashMap<>();

    /**
     * @param engines where table formats come from
     * @param exchange where the files are written
     */
    InputConversion(Engines engines, ExchangeDirectory exchange) {
        this.exchange = exchange;
        this.tables = new LakeTableReading(engines, exchange);
    }

    private record Key(int fixture, String source) {}

    /** Whether a fixture has an input that is converted. */
    static boolean concerns(FixtureState fixture) {
        return fixture.fixture().inputs().stream().anyMatch(InputFile::converted);
    }

    /** Converts the inputs of a fixture; what keeps one from being read becomes a problem of the fixture. */
    void convert(Connection connection, FixtureState fixture) throws SQLException {
        for (InputFile input : fixture.fixture().inputs()) {
            if (!input.converted()) {
                continue;
            }
            Key key = new Key(fixture.number(), input.source());
            Source source =
                    fixture.workspace().pipeline().source(input.source()).orElseThrow();
            Path file = exchange.next().resolve(input.source() + ".parquet");
            List<Problem> problems = new ArrayList<>();
            if (input.lake().isPresent()) {
                tables.write(connection, fixture, source, input, file, problems)
                        .ifPresent(version -> versions.put(key, version));
            } else {
                new PartitionReading(connection, fixture.zone()).write(source, input, file, problems);
            }
            if (problems.isEmpty()) {
                files.put(key, file);
                originals.put(file, input.path());
            }
            fixture.problems().addAll(problems);
        }
    }

    /** The input as it can be loaded; empty for one that could not be converted. */
    Optional<InputFile> readable(FixtureState fixture, InputFile input) {
        if (!input.converted()) {
            return Optional.of(input);
        }
        return Optional.ofNullable(files.get(new Key(fixture.number(), input.source())))
                .map(input::readFrom);
    }

    /** Lets what is told of a fixture name the inputs that people know. */
    void showOriginals(FixtureState fixture) {
        fixture.problems().replaceAll(this::shown);
        for (Map.Entry<Key, String> version : versions.entrySet()) {
            if (version.getKey().fixture() == fixture.number()) {
                fixture.inputs()
                        .computeIfPresent(
                                version.getKey().source(), (name, result) -> withVersion(result, version.getValue()));
            }
        }
    }

    private static InputResult withVersion(InputResult result, String version) {
        return result.ofVersion(version);
    }

    private Problem shown(Problem problem) {
        Optional<Path> original = problem.location()
                .map(Location::file)
                .filter(originals::containsKey)
                .map(originals::get);
        if (original.isEmpty()) {
            return problem;
        }
        Location place = problem.location().get();
        return new Problem(
                problem.code(),
                Optional.of(new Location(original.get(), place.line(), place.column())),
                problem.message(),
                problem.remedy());
    }
}
