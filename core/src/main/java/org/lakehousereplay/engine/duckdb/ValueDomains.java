package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.sql.SqlConstants;

/**
 * What values generated rows are made of: constants of the SQL and their neighbours, what fixtures have in a column, and
 * values that columns share because the SQL joins them.
 */
final class ValueDomains {

    private static final int FROM_FIXTURES = 6;
    private static final int MOMENTS = 4;
    private static final int UNPLACED = 4;
    private static final String SOME_MOMENT = "2024-05-18 12:34:56";

    private final List<Source> sources;
    private final List<GeneratedDatabase> seeds;
    private final SqlConstants constants;
    private final TimedStatements statements;
    private final ColumnLinks links;
    private final Map<List<Integer>, ValueDomain> domains = new HashMap<>();

    private ValueDomains(
            TimedStatements statements, List<Source> sources, List<GeneratedDatabase> seeds, SqlConstants constants) {
        this.statements = statements;
        this.sources = sources;
        this.seeds = seeds;
        this.constants = constants;
        this.links = new ColumnLinks(constants.compared());
    }

    /**
     * Finds the values.
     *
     * @param statements run in the zone of the fixtures
     * @param sources the sources
     * @param seeds the rows of fixtures
     * @param constants the constants of the SQL
     * @param windows lengths of time that metrics declare
     * @param zones the zones in which days may be cut
     * @param clock the time that models see, if they ask for it
     */
    static ValueDomains of(
            TimedStatements statements,
            List<Source> sources,
            List<GeneratedDatabase> seeds,
            SqlConstants constants,
            List<String> windows,
            List<ZoneId> zones,
            Optional<OffsetDateTime> clock)
            throws SQLException {
        ValueDomains found = new ValueDomains(statements, sources, seeds, constants);
        TimeStories times = found.times(windows, zones, clock);
        for (int source = 0; source < sources.size(); source++) {
            List<Column> columns = sources.get(source).columns();
            for (int column = 0; column < columns.size(); column++) {
                found.domains.put(
                        List.of(source, column),
                        TimeStories.concerns(columns.get(column))
                                ? times.domain(columns.get(column))
                                : new ValueDomain(found.groups(columns.get(column))));
            }
        }
        return found;
    }

    ValueDomain of(int source, int column) {
        return domains.get(List.of(source, column));
    }

    /** The name of what a column shares its values with: all times of an input are about the same moment. */
    String link(int source, int column) {
        Column declared = sources.get(source).columns().get(column);
        return declared.type() + " " + (TimeStories.concerns(declared) ? "" : links.of(declared.name()));
    }

    private TimeStories times(List<String> windows, List<ZoneId> zones, Optional<OffsetDateTime> clock)
            throws SQLException {
        Set<String> intervals = new LinkedHashSet<>(windows);
        Set<String> moments = new LinkedHashSet<>();
        Set<ZoneId> days = new LinkedHashSet<>(zones);
        clock.ifPresent(time -> moments.add(time.toString()));
        List<String> lengths = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (SqlConstants.Constant constant : constants.constants()) {
            if (constant.kind() != SqlConstants.Kind.NUMBER) {
                lengths.add(constant.text());
            }
            if (constant.kind() == SqlConstants.Kind.TEXT) {
                texts.add(constant.text());
                if (ZoneId.getAvailableZoneIds().contains(constant.text())) {
                    days.add(ZoneId.of(constant.text()));
                }
            }
        }
        intervals.addAll(fitting("INTERVAL", lengths));
        moments.addAll(fitting("TIMESTAMPTZ", texts));
        int before = moments.size();
        for (int source = 0; source < sources.size(); source++) {
            List<Column> columns = sources.get(source).columns();
            for (int column = 0; column < columns.size(); column++) {
                boolean time = TimeStories.concerns(columns.get(column));
                for (String value : fromFixtures(source, column)) {
                    if (time && moments.size() < before + MOMENTS) {
                        moments.add(value);
                    } else if (!time && ZoneId.getAvailableZoneIds().contains(value)) {
                        days.add(ZoneId.of(value));
                    }
                }
            }
        }
        if (moments.isEmpty()) {
            moments.add(SOME_MOMENT);
        }
        return new TimeStories(statements, List.copyOf(moments), List.copyOf(intervals), List.copyOf(days));
    }

    private List<String> fromFixtures(int source, int column) {
        Set<String> values = new LinkedHashSet<>();
        for (GeneratedDatabase seed : seeds) {
            for (List<Optional<String>> row : seed.tables().get(source)) {
                row.get(column).filter(value -> values.size() < FROM_FIXTURES).ifPresent(values::add);
            }
        }
        return List.copyOf(values);
    }

    private List<List<String>> groups(Column column) throws SQLException {
        if (column.type().equals("BOOLEAN")) {
            return List.of(List.of("true", "false"));
        }
        Set<String> candidates = new LinkedHashSet<>();
        if (column.type().startsWith("ENUM(")) {
            candidates.addAll(query("SELECT unnest(enum_range(CAST(NULL AS " + column.type() + ")))::VARCHAR"));
        }
        String link = links.of(column.name());
        for (int source = 0; source < sources.size(); source++) {
            List<Column> columns = sources.get(source).columns();
            for (int other = 0; other < columns.size(); other++) {
                if (links.of(columns.get(other).name()).equals(link)) {
                    candidates.addAll(fromFixtures(source, other));
                }
            }
        }
        boolean known = !candidates.isEmpty();
        List<List<String>> groups = new ArrayList<>();
        List<String> ofSql = constantsOf(column);
        if (column.numeric()) {
            candidates.addAll(known ? List.of("0") : List.of("1", "2", "3", "0"));
            neighbours(column, "0").stream().limit(2).forEach(candidates::add);
            groups.add(fitting(column, List.of("1", "2", "3", "7", "100", "1000000", "-1")));
            for (String constant : ofSql) {
                // Where rows meet about a constant, what decides is decided by it alone.
                groups.add(fitting(column, neighbours(column, constant)));
            }
        } else {
            candidates.addAll(ofSql);
            boolean zones = known && candidates.stream().allMatch(ZoneId.getAvailableZoneIds()::contains);
            if (zones) {
                // Any other text would make every query fail that takes it for a zone.
                candidates.addAll(List.of("UTC", "Asia/Shanghai", "America/New_York"));
            } else if (column.type().equals("VARCHAR")) {
                candidates.addAll(known ? List.of("other") : List.of("a", "b", "other"));
            }
        }
        groups.add(fitting(column, candidates));
        return groups;
    }

    private List<String> fitting(Column column, Collection<String> candidates) throws SQLException {
        return fitting(column.type(), candidates);
    }

    /** The texts that the engine reads as values of a type, in the same order. */
    private List<String> fitting(String type, Collection<String> candidates) throws SQLException {
        return candidates.isEmpty()
                ? List.of()
                : query("SELECT v FROM (SELECT unnest(["
                        + candidates.stream().map(Sql::text).collect(Collectors.joining(", "))
                        + "]) AS v) WHERE TRY_CAST(v AS " + type + ") IS NOT NULL");
    }

    /** Constants that the column, or one that it is joined with, is held against; and some of which nobody knows. */
    private List<String> constantsOf(Column column) {
        List<String> placed = new ArrayList<>();
        List<String> unplaced = new ArrayList<>();
        SqlConstants.Kind kind = column.numeric() ? SqlConstants.Kind.NUMBER : SqlConstants.Kind.TEXT;
        for (SqlConstants.Constant constant : constants.constants()) {
            if (constant.kind() != kind) {
                continue;
            }
            if (constant.columns().stream().anyMatch(name -> links.of(name).equals(links.of(column.name())))) {
                placed.add(constant.text());
            } else if (constant.columns().stream().noneMatch(this::isColumn) && unplaced.size() < UNPLACED) {
                unplaced.add(constant.text());
            }
        }
        placed.addAll(unplaced);
        return placed;
    }

    private boolean isColumn(String name) {
        return sources.stream().anyMatch(source -> source.column(name).isPresent());
    }

    /** A number, and the next ones: by one, and by the least step of the type. */
    private List<String> neighbours(Column column, String number) throws SQLException {
        String value = "TRY_CAST(" + Sql.text(number) + " AS " + column.type() + ")";
        int scale = column.type().startsWith("DECIMAL(")
                ? Integer.parseInt(column.type()
                        .substring(column.type().indexOf(',') + 1, column.type().length() - 1)
                        .trim())
                : 2;
        String step = "CAST('0." + "0".repeat(Math.max(0, scale - 1)) + "1' AS DECIMAL(18," + Math.max(1, scale) + "))";
        boolean whole = ValueConversion.INTEGERS.contains(column.type()) || scale == 0;
        String steps = whole ? "1, -1" : step + ", -" + step + ", 1, -1";
        return query("SELECT CAST(TRY_CAST(v AS " + column.type() + ") AS VARCHAR) FROM (SELECT unnest([0, " + steps
                + "]) + " + value + " AS v) WHERE TRY_CAST(v AS " + column.type() + ") IS NOT NULL");
    }

    private List<String> query(String query) throws SQLException {
        try {
            return statements.query(query, rows -> {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    if (rows.getString(1) != null) {
                        texts.add(rows.getString(1));
                    }
                }
                return texts;
            });
        } catch (SQLException outOfRange) {
            TimedStatements.rethrowLimits(outOfRange);
            return List.of();
        }
    }

    /** Which names of columns stand for the same thing: those that an equation has on its sides. */
    private static final class ColumnLinks {

        private final Map<String, String> parents = new HashMap<>();

        ColumnLinks(List<Set<String>> compared) {
            for (Set<String> names : compared) {
                String first = of(names.stream().sorted().findFirst().orElseThrow());
                names.forEach(name -> parents.put(of(name), first));
                parents.remove(first);
            }
        }

        String of(String name) {
            String root = name.toLowerCase(Locale.ROOT);
            while (parents.containsKey(root)) {
                root = parents.get(root);
            }
            return root;
        }
    }
}
