package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.edit.Decision;

/**
 * Counts what the fixtures of a pipeline reach of its SQL: one query a model and fixture. What the engine cannot count,
 * such as a condition of a correlated subquery, is left out, and so is what fails or takes too long.
 */
final class CoverageMeasurement {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(5);

    private final Pipeline pipeline;
    private final List<FixtureState> fixtures;
    private final ConnectionPool connections;
    private final Workers workers;
    private final Duration timeout;

    /**
     * @param pipeline a pipeline of DuckDB
     * @param fixtures its fixtures, replayed
     * @param timeout how long the query of a model may run on a fixture
     */
    CoverageMeasurement(
            Pipeline pipeline,
            List<FixtureState> fixtures,
            ConnectionPool connections,
            Workers workers,
            Duration timeout) {
        this.pipeline = pipeline;
        this.fixtures = List.copyOf(fixtures);
        this.connections = connections;
        this.workers = workers;
        this.timeout = timeout;
    }

    /** What was reached, by model in dependency order and then by place. */
    List<CoveragePoint> measure() throws SQLException {
        List<Model> models =
                fixtures.stream().findFirst().map(FixtureState::models).orElse(List.of());
        List<String> names =
                fixtures.stream().map(state -> state.fixture().name()).toList();
        try (ScratchDatabase database = ScratchDatabase.open(STATEMENT_LIMIT)) {
            Map<Model, ModelDecisions> decisions = new LinkedHashMap<>();
            Map<Model, DecisionCounts> counts = new LinkedHashMap<>();
            for (Model model : models) {
                ModelDecisions.of(database, "_lakehouse_decisions_" + decisions.size(), pipeline, model)
                        .ifPresent(found -> {
                            decisions.put(model, found);
                            counts.put(model, new DecisionCounts(names));
                        });
            }
            Map<ModelDecisions, String> queries = new LinkedHashMap<>();
            decisions.values().forEach(of -> of.query().ifPresent(query -> queries.put(of, query)));
            workers.parallel(
                    fixtures.stream().filter(FixtureState::runnable).toList(),
                    fixture -> connections.with(fixture.zone(), connection -> {
                        FixtureRunner.show(connection, fixture);
                        for (Map.Entry<ModelDecisions, String> query : queries.entrySet()) {
                            count(connection, fixture, query.getKey(), query.getValue(), counts);
                        }
                        return null;
                    }));
            return points(decisions, counts);
        }
    }

    private void count(
            Connection connection,
            FixtureState fixture,
            ModelDecisions decisions,
            String query,
            Map<Model, DecisionCounts> counts) {
        DecisionCounts found = counts.get(decisions.model());
        if (found.stopped() || fixture.metric(decisions.model()).failure().isPresent()) {
            return;
        }
        TimedStatements statements = new TimedStatements(connection, workers.watchdog(), Deadline.after(timeout));
        String name = fixture.fixture().name();
        try {
            add(statements, query, decisions.counted(), name, found);
        } catch (DeadlineReached late) {
            found.stop();
        } catch (SQLException failed) {
            // A condition that fails on rows which another one keeps out must not take the others along.
            for (Decision decision : decisions.counted()) {
                try {
                    add(statements, decisions.queries().get(decision), List.of(decision), name, found);
                } catch (DeadlineReached late) {
                    found.stop();
                    return;
                } catch (SQLException alone) {
                    found.unknown(decision);
                }
            }
        }
    }

    private static void add(
            TimedStatements statements, String query, List<Decision> decisions, String fixture, DecisionCounts counts)
            throws SQLException {
        List<Long> row = statements.query(query, CoverageMeasurement::numbers);
        int column = 0;
        for (Decision decision : decisions) {
            int next = column + decision.outcomes().size();
            counts.add(fixture, decision, row.subList(column, next));
            column = next;
        }
    }

    private static List<Long> numbers(ResultSet rows) throws SQLException {
        rows.next();
        List<Long> numbers = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            numbers.add(rows.getLong(column));
        }
        return numbers;
    }

    private List<CoveragePoint> points(Map<Model, ModelDecisions> decisions, Map<Model, DecisionCounts> counts) {
        List<CoveragePoint> points = new ArrayList<>();
        decisions.forEach((model, of) -> {
            ConditionMeaning meaning = new ConditionMeaning(
                    SubsetVersion.candidate(pipeline, model), other -> Optional.ofNullable(decisions.get(other))
                            .map(found -> found.decisions().names()));
            for (Decision decision : of.counted()) {
                counts.get(model)
                        .sides(decision)
                        .ifPresent(sides -> points.add(new CoveragePoint(
                                model.name(),
                                kind(decision),
                                location(model, decision),
                                decision.text(),
                                canBeNull(model, decision, meaning) ? sides : happened(sides))));
            }
        });
        return points;
    }

    /** NULL is only asked for where a column may be NULL by its declaration, or where it has come up. */
    private static List<CoveragePoint.Side> happened(List<CoveragePoint.Side> sides) {
        return sides.stream()
                .filter(side -> !side.name().equals("NULL") || side.rows() > 0)
                .toList();
    }

    private boolean canBeNull(Model model, Decision decision, ConditionMeaning meaning) {
        return decision.unknown().stream()
                .flatMap(column -> meaning.origins(model, column).stream())
                .anyMatch(origin -> pipeline.source(origin.source())
                        .flatMap(source -> source.column(origin.column()))
                        .filter(column -> column.nullable())
                        .isPresent());
    }

    private static CoveragePoint.Kind kind(Decision decision) {
        return switch (decision.kind()) {
            case PREDICATE -> CoveragePoint.Kind.PREDICATE;
            case BRANCH -> CoveragePoint.Kind.CASE_BRANCH;
            case JOIN -> CoveragePoint.Kind.JOIN;
        };
    }

    private static Location location(Model model, Decision decision) {
        return decision.position().isPresent()
                ? Location.ofByteOffset(
                        model.file(), model.sql(), decision.position().getAsLong())
                : Location.of(model.file());
    }
}
