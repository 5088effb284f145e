package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineDifference;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;

/**
 * A pipeline in an older version beside the candidate's: which of its models must run on the candidate's fixtures,
 * where they run, and which metrics cannot.
 */
final class OlderPipeline {

    private final OlderVersion version;
    private final Workspace candidate;
    private final PipelineDifference difference;
    private final List<Model> metrics;
    private final Workspace workspace;
    private final Map<Integer, FixtureState> states = new LinkedHashMap<>();
    private final Map<Integer, Map<String, String>> blocked = new HashMap<>();

    /**
     * @param version the older version
     * @param older the pipeline in the older version
     * @param candidate where the candidate's pipeline of the same name runs
     * @param number tells its schemas from others
     * @param metrics the metrics of the candidate that take part
     */
    OlderPipeline(OlderVersion version, Pipeline older, Workspace candidate, int number, List<Model> metrics) {
        this.version = version;
        this.candidate = candidate;
        this.metrics = List.copyOf(metrics);
        this.difference = new PipelineDifference(older, candidate.pipeline());
        Set<String> ofCandidate = candidate.pipeline().closure(metrics).stream()
                .map(model -> fold(model.name()))
                .collect(Collectors.toSet());
        Set<String> shared = older.models().stream()
                .map(Model::name)
                .filter(name -> ofCandidate.contains(fold(name)) && difference.sameModel(name))
                .collect(Collectors.toSet());
        this.workspace = Workspace.ofOlder(older, number, candidate, shared, version.counterpart());
    }

    String label() {
        return version.label();
    }

    Workspace workspace() {
        return workspace;
    }

    Workspace candidate() {
        return candidate;
    }

    /** The zone in which the older version runs a fixture: the fixture's own, or that of the older pipeline. */
    static ZoneId zone(FixtureState ofCandidate, Pipeline older) {
        ZoneId zone = ofCandidate.zone();
        return zone.equals(ofCandidate.workspace().pipeline().timeZone()) ? older.timeZone() : zone;
    }

    /** Makes its tables and views, and the states of the candidate's fixtures; must happen before the lock. */
    void create(Connection connection, List<FixtureState> ofCandidate) throws SQLException {
        workspace.create(connection);
        for (FixtureState state : ofCandidate) {
            if (state.workspace() != candidate || !state.runnable()) {
                continue;
            }
            Workspace.select(connection, state.number());
            Map<String, String> reasons = blockedMetrics(connection, state);
            blocked.put(state.number(), reasons);
            List<Model> replayed = replayedMetrics().stream()
                    .filter(metric -> !reasons.containsKey(fold(metric.name())))
                    .toList();
            List<Model> models = workspace.pipeline().closure(replayed).stream()
                    .filter(model -> !workspace.isShared(model.name()))
                    .toList();
            FixtureState older = new FixtureState(
                    state.number(),
                    version.counterpart() ? state.fixture().on(version.label()) : state.fixture(),
                    workspace,
                    models,
                    zone(state, workspace.pipeline()));
            if (!state.views().equals(candidate.sharedViews())) {
                older.views(workspace.createViewsOver(connection, state.number(), state.views()));
            }
            states.put(state.number(), older);
        }
    }

    /** Whether it is the candidate on another engine or in another mode. */
    boolean isCounterpart() {
        return version.counterpart();
    }

    /** The fixtures in the older version, by number. */
    Map<Integer, FixtureState> states() {
        return states;
    }

    /** The metrics of the candidate that the older version has, too. */
    List<Model> commonMetrics() {
        return metrics.stream()
                .filter(metric -> workspace.pipeline().metric(metric.name()).isPresent())
                .toList();
    }

    /** Whether the older version of a metric must run. */
    boolean isReplayed(Model metric) {
        return !difference.sameModel(metric.name());
    }

    /** The metric in the older version. */
    Model before(Model metric) {
        return workspace.pipeline().metric(metric.name()).orElseThrow();
    }

    /** Whether there are rows of a model, from a replay of this version or because the candidate's are the same. */
    boolean hasRows(Model model) {
        return workspace.isShared(model.name())
                || states.values().stream().anyMatch(state -> state.models().contains(model));
    }

    /** Why a metric cannot run on a fixture. */
    Optional<String> blocked(int fixture, Model metric) {
        return Optional.ofNullable(blocked.getOrDefault(fixture, Map.of()).get(fold(metric.name())));
    }

    private List<Model> replayedMetrics() {
        return commonMetrics().stream()
                .filter(this::isReplayed)
                .map(this::before)
                .toList();
    }

    /** A reason for each metric, in lower case, that cannot take the fixture's inputs. */
    private Map<String, String> blockedMetrics(Connection connection, FixtureState state) throws SQLException {
        Map<SourceColumn, String> unfit = new HashMap<>();
        for (Source source : workspace.pipeline().sources()) {
            SourceAdaptation adaptation = workspace.adaptation(source);
            for (String column : adaptation.missing()) {
                unfit.put(
                        new SourceColumn(source.name(), column),
                        adaptation.present().isEmpty()
                                ? "it reads the source " + source.name() + ", which the candidate does not have"
                                : "it reads " + source.name() + "." + column + ", which the candidate does not have");
            }
            if (!adaptation.converted().isEmpty()) {
                unfit.putAll(losses(connection, adaptation, state));
            }
        }
        Map<String, String> reasons = new HashMap<>();
        for (Model metric : replayedMetrics()) {
            workspace.pipeline().closure(List.of(metric)).stream()
                    .flatMap(model -> model.inputColumns().stream())
                    .filter(unfit::containsKey)
                    .map(unfit::get)
                    .sorted()
                    .findFirst()
                    .ifPresent(reason -> reasons.put(fold(metric.name()), reason));
        }
        return reasons;
    }

    private static Map<SourceColumn, String> losses(
            Connection connection, SourceAdaptation adaptation, FixtureState state) throws SQLException {
        Map<SourceColumn, String> losses = new HashMap<>();
        List<Column> converted = adaptation.converted();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        adaptation.lossQuery(state.views().tableSchema()))) {
            row.next();
            for (int index = 0; index < converted.size(); index++) {
                Column column = converted.get(index);
                if (row.getLong(index + 1) > 0) {
                    losses.put(
                            new SourceColumn(adaptation.older().name(), column.name()),
                            "it reads " + adaptation.older().name() + "." + column.name() + " as " + column.type()
                                    + ", and values of the fixture do not fit that type");
                }
            }
        }
        return losses;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
