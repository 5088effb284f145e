package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;

/** Puts what was found of a metric on a fixture together with the values of the rows, as the candidate loaded them. */
final class EvidenceReading {

    private final Connection connection;
    private final EvidenceSubject subject;
    private final EvidenceKeys keys;

    /**
     * @param connection a connection in the zone of the fixture
     * @param subject the metric and the fixture
     * @param keys its windows
     */
    EvidenceReading(Connection connection, EvidenceSubject subject, EvidenceKeys keys) {
        this.connection = connection;
        this.subject = subject;
        this.keys = keys;
    }

    /**
     * Reads the rows.
     *
     * @param accounts what was found, by version
     */
    EvidenceRecords read(Map<String, FateAccount> accounts) throws SQLException {
        FixtureRunner.show(connection, subject.fixture());
        Map<String, Map<Long, Map<String, Optional<String>>>> values = values(accounts);
        EvidenceRecords records = new EvidenceRecords();
        for (int window : keys.texts().keySet()) {
            EvidenceRecords.Place place = new EvidenceRecords.Place(
                    subject.fixture().fixture().pipeline(),
                    subject.fixture().fixture().name(),
                    subject.metric().model().name(),
                    keys.key(window));
            for (EvidenceSubject.Version version : subject.versions()) {
                FateAccount account = accounts.get(version.label());
                Map<FateAccount.InputRow, RowFate> fates = account.fates(window);
                records.addRows(fates.entrySet().stream()
                        .map(row -> new EvidenceRecords.Row(
                                place,
                                version.label(),
                                row.getKey().name(),
                                row.getKey().place() + 1,
                                row.getValue(),
                                values.get(row.getKey().name()).get(row.getKey().place())))
                        .toList());
                records.addWindow(new EvidenceRecords.Window(
                        place, version.label(), account.belonging(window), fates.size(), account.stopped(window)));
            }
        }
        return records;
    }

    /** The values of all rows that were looked at, by source and place. */
    private Map<String, Map<Long, Map<String, Optional<String>>>> values(Map<String, FateAccount> accounts)
            throws SQLException {
        Map<String, Set<Long>> places = new TreeMap<>();
        for (FateAccount account : accounts.values()) {
            for (int window : keys.texts().keySet()) {
                account.fates(window).keySet().forEach(row -> places.computeIfAbsent(row.name(), any -> new TreeSet<>())
                        .add(row.place()));
            }
        }
        Map<String, Map<Long, Map<String, Optional<String>>>> values = new HashMap<>();
        for (Map.Entry<String, Set<Long>> source : places.entrySet()) {
            values.put(
                    source.getKey(),
                    values(
                            subject.fixture()
                                    .workspace()
                                    .pipeline()
                                    .source(source.getKey())
                                    .orElseThrow(),
                            source.getValue()));
        }
        return values;
    }

    private Map<Long, Map<String, Optional<String>>> values(Source source, Set<Long> places) throws SQLException {
        List<Column> columns = source.columns();
        String texts = columns.stream()
                .map(column -> ", " + CanonicalText.of(column, Sql.name(column.name())))
                .collect(Collectors.joining());
        String query = "SELECT " + WorkingRows.PLACE + texts + " FROM (SELECT row_number() OVER () - 1 AS "
                + WorkingRows.PLACE + ", * FROM memory."
                + Sql.name(subject.fixture().views().tableSchema(), source.name()) + ") WHERE " + WorkingRows.PLACE
                + " IN (" + places.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        Map<Long, Map<String, Optional<String>>> values = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Map<String, Optional<String>> row = new LinkedHashMap<>();
                for (int index = 0; index < columns.size(); index++) {
                    row.put(columns.get(index).name(), Optional.ofNullable(rows.getString(index + 2)));
                }
                values.put(rows.getLong(1), row);
            }
        }
        return values;
    }
}
