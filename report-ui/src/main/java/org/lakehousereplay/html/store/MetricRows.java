package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a metric on all fixtures, each key of any version once, in work tables with names of their own:
 *
 * <ul>
 *   <li>{@code lakehouse_rows}: {@code g} numbers them in the order of fixture, window and key; {@code f} is the fixture,
 *       {@code a} whether the candidate has the row, {@code k0...} the key, {@code b0...} the measures: those of the
 *       candidate, or of the first version that has the row
 *   <li>{@code lakehouse_difference_0...}, one for each version in which rows differ: {@code g}, {@code f}, {@code kind}
 *       ({@code changed}, {@code gone} when only the candidate has the row, {@code only} when only the version has it),
 *       {@code x0...} whether a measure differs, {@code o0...} its value in the version
 *   <li>{@code lakehouse_changed}: {@code g}, {@code f} of every row that differs in any version, and {@code x0...}
 *   <li>{@code lakehouse_anomalies}: {@code g}, {@code f}, {@code violated} for every check that a row does not hold
 *   <li>{@code lakehouse_further}: {@code g}, {@code f} of rows that an expectation allows without naming them
 * </ul>
 *
 * What differs is what the run found: its tables of differences are read, in which tolerances are applied already.
 */
public final class MetricRows implements AutoCloseable {

    static final String ROWS = "lakehouse_rows";
    static final String CHANGED = "lakehouse_changed";
    static final String ANOMALIES = "lakehouse_anomalies";
    static final String FURTHER = "lakehouse_further";

    private final ReplayStore store;
    private final MetricSubject subject;
    private final List<StoredColumn> keys;
    private final List<StoredColumn> measures;
    private final List<List<Optional<StoredColumn>>> others = new ArrayList<>();
    private final Set<Integer> differing = new LinkedHashSet<>();
    private final Map<String, List<String>> unchecked = new HashMap<>();
    private boolean hasFurther;

    private MetricRows(ReplayStore store, MetricSubject subject, List<StoredColumn> keys, List<StoredColumn> measures) {
        this.store = store;
        this.subject = subject;
        this.keys = List.copyOf(keys);
        this.measures = List.copyOf(measures);
    }

    /**
     * Makes the work tables; those of another metric must be closed.
     *
     * @return empty when the store has no output of the metric
     */
    public static Optional<MetricRows> of(ReplayStore store, MetricSubject subject) {
        Optional<List<StoredColumn>> columns = store.columns(subject.pipeline(), subject.metric());
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<StoredColumn> keys = subject.key().stream()
                .flatMap(name -> named(columns.get(), name).stream())
                .toList();
        List<StoredColumn> measures =
                columns.get().stream().filter(column -> !keys.contains(column)).toList();
        MetricRows rows = new MetricRows(store, subject, keys, measures);
        rows.create();
        return Optional.of(rows);
    }

    private static Optional<StoredColumn> named(List<StoredColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    ReplayStore store() {
        return store;
    }

    public MetricSubject subject() {
        return subject;
    }

    /** The columns of the key, in declared order. */
    public List<StoredColumn> keys() {
        return keys;
    }

    /** All other columns, in declared order. */
    public List<StoredColumn> measures() {
        return measures;
    }

    /** The number of the column of the window among those of the key; empty when there is none. */
    public Optional<Integer> windowKey() {
        return subject.window().flatMap(name -> IntStream.range(0, keys.size())
                .filter(index -> keys.get(index).name().equalsIgnoreCase(name))
                .boxed()
                .findFirst());
    }

    /** The column of a version that stands beside a measure; empty when the version does not have it. */
    Optional<StoredColumn> other(int version, int measure) {
        return others.get(version).get(measure);
    }

    /** Whether any row differs from a version. */
    public boolean differs(int version) {
        return differing.contains(version);
    }

    /** Whether any row differs from any version. */
    boolean differs() {
        return !differing.isEmpty();
    }

    /** Whether an expectation allows rows without naming them. */
    boolean hasFurther() {
        return hasFurther;
    }

    /** Whether any row of the pipeline may break a check. */
    boolean hasAnomalies() {
        return store.columns(subject.pipeline() + " anomalies", subject.metric())
                .isPresent();
    }

    static String differences(int version) {
        return "lakehouse_difference_" + version;
    }

    private static String found(int version) {
        return "lakehouse_found_" + version;
    }

    private void create() {
        createFixtures();
        for (int version = 0; version < subject.versions().size(); version++) {
            createFound(version);
        }
        createRows();
        for (int version : differing) {
            createDifferences(version);
        }
        createChanged();
        createAnomalies();
        createFurther();
        unchecked.putAll(new UncheckedColumns(this).names());
    }

    /** The measures that a version says nothing of on a fixture. */
    public List<String> unchecked(int version, int fixture) {
        return unchecked.getOrDefault(UncheckedColumns.place(version, fixture), List.of());
    }

    /** Looked for only where the numbers of rows tell that there are some. */
    private void createFurther() {
        store.execute("CREATE OR REPLACE TEMP TABLE " + FURTHER + " (g BIGINT, f INTEGER)");
        String schema = subject.pipeline() + " expected";
        for (int version = 0; version < subject.versions().size(); version++) {
            if (!subject.versions().get(version).expectation()
                    || store.columns(schema, subject.metric()).isEmpty()) {
                continue;
            }
            String expected = Quoted.table(schema, subject.metric());
            String differences = differs(version) ? differences(version) : CHANGED + " WHERE false";
            String kind = differs(version) ? "kind" : "''";
            List<String> fixtures = new ArrayList<>();
            store.query(
                    "SELECT f FROM (SELECT f, count(*) AS n FROM " + ROWS + " WHERE a GROUP BY f UNION ALL"
                            + " SELECT x.f, -count(*) FROM " + expected
                            + " e JOIN lakehouse_fixtures x ON x.name = e._fixture GROUP BY x.f UNION ALL SELECT f,"
                            + " count(*) FILTER (" + kind + " = 'only') - count(*) FILTER (" + kind + " = 'gone') FROM "
                            + differences + " GROUP BY f) GROUP BY f HAVING sum(n) > 0",
                    row -> fixtures.add(row.getString(1)));
            if (fixtures.isEmpty()) {
                continue;
            }
            hasFurther = true;
            StringBuilder same = new StringBuilder();
            for (int index = 0; index < keys.size(); index++) {
                same.append(" AND e.")
                        .append(Quoted.name(keys.get(index).name()))
                        .append(" IS NOT DISTINCT FROM t.k")
                        .append(index);
            }
            store.execute("INSERT INTO " + FURTHER + " SELECT t.g, t.f FROM " + ROWS
                    + " t JOIN lakehouse_fixtures x ON x.f = t.f AND x.v" + version
                    + " WHERE t.f IN (" + String.join(", ", fixtures) + ") AND t.a AND NOT EXISTS (SELECT 1 FROM "
                    + expected
                    + " e WHERE e._fixture = x.name" + same + ")"
                    + (differs(version) ? " AND t.g NOT IN (SELECT g FROM " + differences + ")" : ""));
        }
    }

    private void createFixtures() {
        StringBuilder rows =
                new StringBuilder("CREATE OR REPLACE TEMP TABLE lakehouse_fixtures AS SELECT * FROM (VALUES ");
        for (int index = 0; index < subject.fixtures().size(); index++) {
            MetricSubject.Fixture fixture = subject.fixtures().get(index);
            rows.append(index == 0 ? "(" : ", (").append(index).append(", ").append(Quoted.text(fixture.name()));
            for (MetricSubject.Version version : subject.versions()) {
                rows.append(", ").append(version.fixtures().contains(fixture.name()));
            }
            rows.append(')');
        }
        if (subject.fixtures().isEmpty()) {
            rows.append("(-1, ''")
                    .append(", false".repeat(subject.versions().size()))
                    .append(')');
        }
        rows.append(") t(f, name")
                .append(numbered("v", subject.versions().size()))
                .append(')');
        store.execute(rows.toString());
    }

    /** {@code , k0, k1}. */
    private static String numbered(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> ", " + prefix + index)
                .collect(Collectors.joining());
    }

    /** Reads the differences that the run found, under names of this class. */
    private void createFound(int number) {
        MetricSubject.Version version = subject.versions().get(number);
        String schema = version.expectation() ? subject.pipeline() : subject.pipeline() + "@" + version.label();
        Optional<List<StoredColumn>> kept =
                version.expectation() ? Optional.empty() : store.columns(schema, subject.metric());
        Optional<List<StoredColumn>> table = store.columns(schema + " difference", subject.metric());
        List<Optional<StoredColumn>> ofVersion = new ArrayList<>();
        StringBuilder select = new StringBuilder("SELECT x.f, CASE d._kind WHEN 'changed' THEN 'changed'"
                + " WHEN 'missing' THEN 'only' WHEN 'removed' THEN 'only' ELSE 'gone' END AS kind");
        for (int index = 0; index < keys.size(); index++) {
            select.append(", d.")
                    .append(Quoted.name(keys.get(index).name()))
                    .append(" AS k")
                    .append(index);
        }
        for (int index = 0; index < measures.size(); index++) {
            StoredColumn measure = measures.get(index);
            String name = measure.name() + suffix(version.expectation() ? " expected" : " baseline");
            Optional<StoredColumn> other = table.flatMap(columns -> named(columns, name));
            ofVersion.add(
                    table.isPresent()
                            ? other
                            : kept.map(columns -> named(columns, measure.name()))
                                    .orElse(Optional.of(measure)));
            select.append(", coalesce(list_contains(d._columns, ")
                    .append(Quoted.text(measure.name()))
                    .append("), false) AS x")
                    .append(index)
                    .append(other.isPresent() ? ", d." + Quoted.name(name) : ", NULL")
                    .append(" AS o")
                    .append(index);
        }
        others.add(ofVersion);
        if (table.isEmpty()) {
            return;
        }
        select.append(" FROM ")
                .append(Quoted.table(schema + " difference", subject.metric()))
                .append(" d JOIN lakehouse_fixtures x ON x.name = d._fixture WHERE x.v")
                .append(number)
                // The run leaves repeated keys out; should one get in, no row may stand for two.
                .append(" QUALIFY row_number() OVER (PARTITION BY f")
                .append(numbered("k", keys.size()))
                .append(" ORDER BY d.rowid) = 1");
        store.execute("CREATE OR REPLACE TEMP TABLE " + found(number) + " AS " + select);
        differing.add(number);
    }

    /** The suffix in names of tables of differences, which makes no column into another one of the metric. */
    private String suffix(String wanted) {
        Set<String> taken = new LinkedHashSet<>();
        keys.forEach(key -> taken.add(key.name().toLowerCase(Locale.ROOT)));
        measures.forEach(measure -> taken.add(measure.name().toLowerCase(Locale.ROOT)));
        String suffix = wanted;
        while (collides(taken, suffix)) {
            suffix = suffix + "_";
        }
        return suffix;
    }

    private static boolean collides(Set<String> taken, String suffix) {
        return taken.stream().anyMatch(name -> taken.contains(name + suffix));
    }

    private void createRows() {
        StringBuilder actual = new StringBuilder("SELECT x.f, true AS a");
        for (int index = 0; index < keys.size(); index++) {
            actual.append(", t.")
                    .append(Quoted.name(keys.get(index).name()))
                    .append(" AS k")
                    .append(index);
        }
        for (int index = 0; index < measures.size(); index++) {
            actual.append(", t.")
                    .append(Quoted.name(measures.get(index).name()))
                    .append(" AS b")
                    .append(index);
        }
        actual.append(", t.rowid AS r FROM ")
                .append(Quoted.table(subject.pipeline(), subject.metric()))
                .append(" t JOIN lakehouse_fixtures x ON x.name = t._fixture");
        for (int version : differing) {
            actual.append(" UNION ALL SELECT f, false").append(numbered("k", keys.size()));
            for (int index = 0; index < measures.size(); index++) {
                actual.append(", TRY_CAST(o")
                        .append(index)
                        .append(" AS ")
                        .append(measures.get(index).type())
                        .append(')');
            }
            actual.append(", -1 FROM ").append(found(version)).append(" WHERE kind = 'only'");
            for (int earlier : differing) {
                if (earlier < version) {
                    actual.append(" AND NOT EXISTS (SELECT 1 FROM ")
                            .append(found(earlier))
                            .append(" e WHERE e.kind = 'only' AND ")
                            .append(sameRow("e", found(version)))
                            .append(')');
                }
            }
        }
        store.execute("CREATE OR REPLACE TEMP TABLE " + ROWS
                + " AS SELECT row_number() OVER () - 1 AS g, * EXCLUDE (r) FROM (" + actual + " ORDER BY f" + order()
                + ", r)");
    }

    private String order() {
        List<Integer> places = new ArrayList<>();
        windowKey().ifPresent(places::add);
        IntStream.range(0, keys.size()).filter(index -> !places.contains(index)).forEach(places::add);
        return places.stream().map(index -> ", k" + index + " NULLS FIRST").collect(Collectors.joining());
    }

    private String sameRow(String one, String other) {
        StringBuilder condition = new StringBuilder(one + ".f = " + other + ".f");
        for (int index = 0; index < keys.size(); index++) {
            condition
                    .append(" AND ")
                    .append(one)
                    .append(".k")
                    .append(index)
                    .append(" IS NOT DISTINCT FROM ")
                    .append(other)
                    .append(".k")
                    .append(index);
        }
        return condition.toString();
    }

    private void createDifferences(int version) {
        store.execute("CREATE OR REPLACE TEMP TABLE " + differences(version)
                + " AS SELECT t.g, t.f, d.kind" + pairs() + " FROM " + found(version) + " d JOIN " + ROWS + " t ON "
                + sameRow("t", "d") + " AND t.a = (d.kind <> 'only')");
        store.execute("DROP TABLE " + found(version));
    }

    private String pairs() {
        return IntStream.range(0, measures.size())
                .mapToObj(index -> ", d.x" + index + ", d.o" + index)
                .collect(Collectors.joining());
    }

    private void createChanged() {
        List<String> parts = new ArrayList<>();
        String flags = IntStream.range(0, measures.size())
                .mapToObj(index -> ", x" + index + " OR kind <> 'changed' AS x" + index)
                .collect(Collectors.joining());
        differing.forEach(version -> parts.add("SELECT g, f" + flags + " FROM " + differences(version)));
        if (parts.isEmpty()) {
            parts.add("SELECT g, f"
                    + IntStream.range(0, measures.size())
                            .mapToObj(index -> ", false AS x" + index)
                            .collect(Collectors.joining())
                    + " FROM " + ROWS + " WHERE false");
        }
        String any = IntStream.range(0, measures.size())
                .mapToObj(index -> ", bool_or(x" + index + ") AS x" + index)
                .collect(Collectors.joining());
        store.execute("CREATE OR REPLACE TEMP TABLE " + CHANGED + " AS SELECT g, f" + any + " FROM ("
                + String.join(" UNION ALL ", parts) + ") GROUP BY g, f ORDER BY g");
    }

    private void createAnomalies() {
        String schema = subject.pipeline() + " anomalies";
        if (store.columns(schema, subject.metric()).isEmpty()) {
            store.execute("CREATE OR REPLACE TEMP TABLE " + ANOMALIES + " (g BIGINT, f INTEGER, violated VARCHAR)");
            return;
        }
        StringBuilder same = new StringBuilder();
        for (int index = 0; index < keys.size(); index++) {
            same.append(" AND t.k")
                    .append(index)
                    .append(" IS NOT DISTINCT FROM n.")
                    .append(Quoted.name(keys.get(index).name()));
        }
        store.execute("CREATE OR REPLACE TEMP TABLE " + ANOMALIES
                + " AS SELECT DISTINCT t.g, t.f, n._check AS violated FROM "
                + Quoted.table(schema, subject.metric()) + " n JOIN lakehouse_fixtures x ON x.name = n._fixture JOIN "
                + ROWS + " t ON t.f = x.f AND t.a" + same + " ORDER BY violated, g");
    }

    @Override
    public void close() {
        List<String> tables =
                new ArrayList<>(List.of(ROWS, CHANGED, ANOMALIES, FURTHER, "lakehouse_fixtures", "lakehouse_starts"));
        differing.forEach(version -> tables.add(differences(version)));
        store.execute(
                tables.stream().map(table -> "DROP TABLE IF EXISTS " + table).collect(Collectors.joining("; ")));
    }
}
