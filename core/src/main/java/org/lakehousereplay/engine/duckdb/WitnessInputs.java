package org.lakehousereplay.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.sql.SqlConstants;

/** The inputs that a search tries, in rounds: the fixtures as they are first, and then what differs more and more. */
final class WitnessInputs {

    private static final int SEED_ROWS = 40;
    private static final int WHOLE_ROWS = 1_000;

    /** How many inputs each round has; neighbours of fixtures and new ones take turns. */
    private static final int[] ROUNDS = {60, 60, 120, 120, 160, 160, 160, 160};

    private final WitnessScene scene;
    private final List<Source> sources;
    private final List<SubsetVersion> versions;
    private final List<GeneratedDatabase> fixtures = new ArrayList<>();
    private final List<GeneratedDatabase> seeds = new ArrayList<>();
    private Optional<DatabaseGeneration> generation = Optional.empty();
    private Random random = new Random(0);

    /**
     * @param sources the sources that the versions need
     * @param versions the versions whose constants inputs are made of
     */
    WitnessInputs(WitnessScene scene, List<Source> sources, List<SubsetVersion> versions) {
        this.scene = scene;
        this.sources = List.copyOf(sources);
        this.versions = List.copyOf(versions);
    }

    /** Reads fixtures and SQL; on a connection in the zone of the scene. */
    void prepare(TimedStatements statements) throws SQLException {
        for (FixtureState fixture : scene.fixtures()) {
            FixtureRunner.show(statements.connection(), fixture);
            GeneratedDatabase whole = read(statements, fixture, WHOLE_ROWS);
            if (whole.rows() < WHOLE_ROWS) {
                fixtures.add(whole);
            }
            seeds.add(read(statements, fixture, SEED_ROWS));
        }
        FixtureRunner.show(statements.connection(), scene.first());
        SqlConstants constants = constants(statements.connection());
        List<ZoneId> zones = List.of(scene.zone(), scene.pipeline().timeZone(), ZoneOffset.UTC);
        List<String> windows = versions.stream()
                .flatMap(version -> version.metric().metric().orElseThrow().window().stream())
                .map(window -> window.size().sqlInterval())
                .distinct()
                .toList();
        ValueDomains domains = ValueDomains.of(statements, sources, seeds, constants, windows, zones, scene.clock());
        random = new Random(seed());
        generation = Optional.of(new DatabaseGeneration(
                sources, domains, column -> SubsetReplay.isRead(versions, column), random, seeds));
    }

    /** The inputs of a round; empty when there are no further rounds. */
    List<GeneratedDatabase> round(int number) {
        if (number == 0) {
            return List.copyOf(fixtures);
        }
        if (number > ROUNDS.length) {
            return List.of();
        }
        List<GeneratedDatabase> inputs = new ArrayList<>();
        List<GeneratedDatabase> filled =
                seeds.stream().filter(seed -> seed.rows() > 0).toList();
        for (int index = 0; index < ROUNDS[number - 1]; index++) {
            boolean near = number % 2 == 1 && !filled.isEmpty();
            inputs.add(
                    near
                            ? generation.orElseThrow().neighbour(filled.get(random.nextInt(filled.size())))
                            : generation.orElseThrow().fresh());
        }
        return inputs;
    }

    private GeneratedDatabase read(TimedStatements statements, FixtureState fixture, int most) throws SQLException {
        List<List<List<Optional<String>>>> tables = new ArrayList<>();
        for (Source source : sources) {
            String values = source.columns().stream()
                    .map(column -> "CAST(" + Sql.name(column.name()) + " AS VARCHAR)")
                    .collect(Collectors.joining(", "));
            String query = "SELECT " + values + " FROM "
                    + Sql.name(fixture.views().tableSchema(), source.name()) + " LIMIT " + most;
            tables.add(statements.query(query, rows -> texts(rows, source.columns())));
        }
        return new GeneratedDatabase(tables);
    }

    private static List<List<Optional<String>>> texts(ResultSet rows, List<Column> columns) throws SQLException {
        List<List<Optional<String>>> texts = new ArrayList<>();
        while (rows.next()) {
            List<Optional<String>> row = new ArrayList<>();
            for (int column = 1; column <= columns.size(); column++) {
                row.add(Optional.ofNullable(rows.getString(column)));
            }
            texts.add(row);
        }
        return texts;
    }

    private SqlConstants constants(Connection connection) throws SQLException {
        Set<SqlConstants.Constant> constants = new LinkedHashSet<>();
        Set<Set<String>> compared = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        versions.forEach(version -> version.models().stream().map(Model::sql).forEach(texts::add));
        try (PreparedStatement statement = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR,"
                + " skip_default := true, skip_empty := true, skip_null := true)")) {
            for (String text : texts) {
                statement.setString(1, text);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    SqlConstants found = SqlConstants.of(row.getString(1));
                    constants.addAll(found.constants());
                    compared.addAll(found.compared());
                }
            }
        }
        return new SqlConstants(List.copyOf(constants), List.copyOf(compared));
    }

    /** The same pipeline and fixtures always give the same inputs. */
    private long seed() {
        CRC32 digest = new CRC32();
        versions.forEach(version -> version.models()
                .forEach(model -> digest.update(model.fingerprint().getBytes(StandardCharsets.UTF_8))));
        seeds.forEach(seed -> digest.update(seed.toString().getBytes(StandardCharsets.UTF_8)));
        return digest.getValue();
    }
}
