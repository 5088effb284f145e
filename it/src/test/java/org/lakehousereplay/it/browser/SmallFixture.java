package org.lakehousereplay.it.browser;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A fixture of a few windows of ten minutes by channel, with the measures {@code gmv} (two digits behind the point),
 * {@code buyers} and {@code note}; each row tells what it is in each version.
 */
public final class SmallFixture implements SampleFixture {

    /** The beginning of the first window. */
    public static final LocalDateTime BEGIN = LocalDateTime.of(2024, 5, 18, 12, 0);

    private static final List<String> MEASURES = List.of("gmv", "buyers", "note");

    private record Row(
            int window, String channel, List<String> actual, Map<String, List<String>> versions, boolean odd) {}

    private final String name;
    private final List<Row> rows = new ArrayList<>();

    public SmallFixture(String name) {
        this.name = name;
    }

    /** A row that is the same in all versions. */
    public SmallFixture same(int window, String channel, String... values) {
        return row(window, channel, Arrays.asList(values), Arrays.asList(values), Arrays.asList(values));
    }

    /** A row as it is now, as expected and in the baseline, each with null when it is not there. */
    public SmallFixture row(
            int window, String channel, List<String> actual, List<String> expected, List<String> baseline) {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        versions.put("expected", expected);
        versions.put("1.0.0", baseline);
        rows.add(new Row(window, channel, actual, versions, false));
        return this;
    }

    /** A row that breaks a check. */
    public SmallFixture anomaly(int window, String channel, String... values) {
        List<String> all = Arrays.asList(values);
        rows.add(new Row(window, channel, all, Map.of("expected", all, "1.0.0", all), true));
        return this;
    }

    @Override
    public List<String> key() {
        return List.of("window_start", "channel");
    }

    @Override
    public List<Map<String, Object>> measures() {
        return List.of(
                Map.of("name", "gmv", "type", "DECIMAL(18,2)", "numeric", true),
                Map.of("name", "buyers", "type", "BIGINT", "numeric", true),
                Map.of("name", "note", "type", "VARCHAR", "numeric", false));
    }

    @Override
    public List<String> versions() {
        return List.of("expected", "1.0.0");
    }

    @Override
    public List<Chunk> chunks() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows.size());
        json.put(
                "key",
                List.of(
                        windows(),
                        dictionary("channel", rows.stream().map(Row::channel).toList())));
        List<Object> measures = new ArrayList<>();
        Map<String, Object> exact = new TreeMap<>();
        Map<String, Map<String, Object>> cells = new TreeMap<>();
        versions().forEach(version -> cells.put(version, new TreeMap<>()));
        for (int measure = 0; measure < MEASURES.size(); measure++) {
            List<String> held = new ArrayList<>();
            for (Row row : rows) {
                held.add(held(row).get(measure));
            }
            measures.add(measure(measure, held));
            Cells own = new Cells();
            for (String version : versions()) {
                Cells differing = new Cells();
                for (int index = 0; index < rows.size(); index++) {
                    List<String> other = rows.get(index).versions().get(version);
                    if (other != null && !Objects.equals(other.get(measure), held.get(index))) {
                        differing.add(index, other.get(measure));
                        own.add(index, held.get(index));
                    }
                }
                if (!differing.r.isEmpty()) {
                    cells.get(version).put(MEASURES.get(measure), differing.json());
                }
            }
            exact.put(MEASURES.get(measure), own.json());
        }
        json.put("measures", measures);
        json.put("absent", absent(null));
        json.put("exact", exact);
        Map<String, Object> versions = new LinkedHashMap<>();
        versions()
                .forEach(version ->
                        versions.put(version, Map.of("absent", absent(version), "cells", cells.get(version))));
        json.put("versions", versions);
        List<Integer> odd = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            if (rows.get(index).odd()) {
                odd.add(index);
            }
        }
        json.put("anomalies", odd.isEmpty() ? List.of() : List.of(Map.of("check", "buyers <= 100", "r", odd)));
        return List.of(new Chunk(rows.size(), SamplePage.json(json)));
    }

    private static List<String> held(Row row) {
        return row.actual() != null
                ? row.actual()
                : row.versions().values().stream()
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
    }

    private List<Integer> absent(String version) {
        List<Integer> absent = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            Row row = rows.get(index);
            if ((version == null ? row.actual() : row.versions().get(version)) == null) {
                absent.add(index);
            }
        }
        return absent;
    }

    private Map<String, Object> windows() {
        List<Integer> delta = new ArrayList<>();
        int before = rows.get(0).window();
        for (Row row : rows) {
            delta.add((row.window() - before) * 600);
            before = row.window();
        }
        long start = BEGIN.plusMinutes(10L * rows.get(0).window()).toEpochSecond(ZoneOffset.UTC);
        return Map.of("name", "window_start", "t", "time", "start", start, "step", "s", "delta", delta);
    }

    private static Map<String, Object> dictionary(String name, List<String> values) {
        List<String> distinct = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (String value : values) {
            if (!distinct.contains(value)) {
                distinct.add(value);
            }
            codes.add(distinct.indexOf(value));
        }
        return Map.of("name", name, "t", "dict", "values", distinct, "code", codes);
    }

    private static Object measure(int measure, List<String> held) {
        String name = MEASURES.get(measure);
        if (name.equals("note")) {
            return dictionary(name, held);
        }
        List<Long> values = new ArrayList<>();
        held.forEach(text -> values.add(text == null ? null : Long.valueOf(text.replace(".", ""))));
        return Map.of("name", name, "t", "decimal", "scale", name.equals("gmv") ? 2 : 0, "v", values);
    }

    @Override
    public Map<String, Object> described(List<Map<String, Object>> chunks) {
        Map<String, Object> described = new LinkedHashMap<>();
        int changed = 0;
        int odd = 0;
        Map<String, Object> first = null;
        for (Row row : rows) {
            odd += row.odd() ? 1 : 0;
            if (row.versions().values().stream().anyMatch(values -> !Objects.equals(values, row.actual()))) {
                changed++;
                if (first == null) {
                    Map<String, Object> key = new LinkedHashMap<>();
                    key.put("window_start", text(row.window()));
                    key.put("channel", row.channel());
                    first = Map.of("key", key);
                }
            }
        }
        described.put("name", name);
        described.put("status", changed > 0 ? "FAILED" : "PASSED");
        described.put("timeZone", "Asia/Shanghai");
        described.put("asserted", true);
        described.put("rows", rows.size());
        described.put("changed", changed);
        described.put("anomalies", odd);
        described.put("first", first);
        described.put("chunks", chunks);
        described.put("replay", "mvn lakehouse:replay -Dlakehouse.from={from} -Dlakehouse.to={to}");
        return described;
    }

    /** The canonical text of the beginning of a window. */
    public static String text(int window) {
        String text = BEGIN.plusMinutes(10L * window).toString();
        return text.length() == 16 ? text + ":00" : text;
    }

    private static final class Cells {
        private final List<Integer> r = new ArrayList<>();
        private final List<String> v = new ArrayList<>();

        void add(int row, String text) {
            if (r.isEmpty() || r.get(r.size() - 1) < row) {
                r.add(row);
                v.add(text);
            } else if (!r.contains(row)) {
                int place = 0;
                while (r.get(place) < row) {
                    place++;
                }
                r.add(place, row);
                v.add(place, text);
            }
        }

        Map<String, Object> json() {
            return Map.of("r", r, "v", v);
        }
    }
}
