package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.LawCheck;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.ReplayLaw;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;

/**
 * Says how it is tested that measures add up over a dimension: the whole is what comes out when every row has one and the
 * same value of it.
 */
final class AdditivePlan {

    private final Connection connection;
    private final FixtureState fixture;
    private final Model metric;
    private final ReplayLaw.Additive law;
    private final DimensionOrigins origins;
    private final Pipeline pipeline;

    AdditivePlan(
            Connection connection,
            FixtureState fixture,
            Model metric,
            ReplayLaw.Additive law,
            DimensionOrigins origins) {
        this.connection = connection;
        this.fixture = fixture;
        this.metric = metric;
        this.law = law;
        this.origins = origins;
        this.pipeline = fixture.workspace().pipeline();
    }

    LawTest test() throws SQLException {
        List<LawTest.Trial> trials = new ArrayList<>();
        List<String> single = new ArrayList<>();
        List<Column> measures = LawCheck.measures(law, metric);
        for (String name : law.dimensions()) {
            Column dimension = metric.output().stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow();
            Set<SourceColumn> from = origins.of(pipeline, metric, dimension.name());
            Optional<Problem> problem = problem(dimension, from, measures);
            if (problem.isPresent()) {
                return new LawTest(fixture, metric, law, List.of(), Optional.empty(), problem);
            }
            if (number("SELECT count(*) FROM (SELECT DISTINCT " + Sql.name(dimension.name()) + output() + ")") < 2) {
                single.add("the output has fewer than two values of " + dimension.name());
                continue;
            }
            trials.add(new LawTest.Trial(
                    oneValue(dimension, from),
                    LawForm.sums(metric, dimension.name(), measures),
                    "sum over " + dimension.name(),
                    "whole"));
        }
        Optional<String> vacuous = single.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", single));
        return new LawTest(fixture, metric, law, trials, vacuous, Optional.empty());
    }

    private String output() {
        return " FROM memory." + fixture.workspace().table(metric.name()) + " WHERE _fixture = " + fixture.number();
    }

    /** A column that makes other columns, too, cannot be given one value without changing them. */
    private Optional<Problem> problem(Column dimension, Set<SourceColumn> from, List<Column> measures) {
        if (from.isEmpty()) {
            return Optional.of(problem(
                    "no column of a source is known that `" + dimension.name() + "` of " + metric.name()
                            + " is computed from",
                    "Remove the law, or name a dimension that comes from a column of a source"));
        }
        for (Column column : metric.output()) {
            boolean key = metric.metric().orElseThrow().key().contains(column.name());
            if (column.equals(dimension) || !(key || measures.contains(column))) {
                continue;
            }
            Set<SourceColumn> shared = new java.util.LinkedHashSet<>(origins.of(pipeline, metric, column.name()));
            shared.retainAll(from);
            if (!shared.isEmpty()) {
                SourceColumn both = shared.iterator().next();
                return Optional.of(problem(
                        "`" + column.name() + "` of " + metric.name() + " is computed from " + both.source() + "."
                                + both.column() + ", and so is the dimension `" + dimension.name() + "`",
                        "Remove the law, or name measures that do not depend on the dimension"));
            }
        }
        return Optional.empty();
    }

    private Problem problem(String message, String remedy) {
        return Problem.at(
                law.location(),
                ErrorCode.LAW_INVALID,
                "The law `" + law.text() + "` cannot be tested: " + message,
                remedy);
    }

    private Delivery oneValue(Column dimension, Set<SourceColumn> from) throws SQLException {
        Map<SourceColumn, String> values = new HashMap<>();
        String shown = "";
        for (SourceColumn origin : from) {
            Source source = pipeline.source(origin.source()).orElseThrow();
            Column column = source.column(origin.column()).orElseThrow();
            Optional<Occurring> occurring = occurring(dimension, source, column);
            if (occurring.isPresent()) {
                String value = shown.isEmpty() ? occurring.get().text() : shown;
                values.put(
                        new SourceColumn(source.name(), column.name()),
                        expression(dimension, column, value, occurring.get().isInOutput()));
                shown = value;
            }
        }
        return new Delivery.OneValue(dimension.name(), shown, values);
    }

    private record Occurring(String text, boolean isInOutput) {}

    /** A value that rows of the fixture have: one that the output shows, if it shows any as it is, and the most frequent. */
    private Optional<Occurring> occurring(Column dimension, Source source, Column column) throws SQLException {
        Workspace.select(connection, fixture.number());
        String name = Sql.name(column.name());
        String query = "SELECT CAST(" + name + " AS VARCHAR) AS value, coalesce(CAST(" + name + " AS VARCHAR) IN ("
                + shown(dimension) + "), false) AS shown FROM memory."
                + Sql.name(fixture.views().tableSchema(), source.name()) + " WHERE " + name
                + " IS NOT NULL GROUP BY ALL ORDER BY shown DESC, count(*) DESC, value LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.of(new Occurring(rows.getString(1), rows.getBoolean(2))) : Optional.empty();
        }
    }

    private String shown(Column dimension) {
        String name = Sql.name(dimension.name());
        return "SELECT CAST(" + name + " AS VARCHAR)" + output() + " AND " + name + " IS NOT NULL";
    }

    /** Rows that the output leaves out because of their value have to stay out. */
    private String expression(Column dimension, Column column, String value, boolean isInOutput) throws SQLException {
        String name = Sql.name(column.name());
        String literal = "CAST(" + Sql.text(value) + " AS " + column.type() + ")";
        if (!isInOutput) {
            return literal;
        }
        boolean withNull = number("SELECT count(*)" + output() + " AND " + Sql.name(dimension.name()) + " IS NULL") > 0;
        return "CASE WHEN CAST(" + name + " AS VARCHAR) IN (" + shown(dimension) + ")"
                + (withNull ? " OR " + name + " IS NULL" : "") + " THEN " + literal + " ELSE " + name + " END";
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
