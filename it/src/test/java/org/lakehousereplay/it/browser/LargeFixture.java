package org.lakehousereplay.it.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A fixture of very many windows of four channels with six measures; one row in a hundred differs. */
public final class LargeFixture implements SampleFixture {

    private static final int CHUNK = 50_000;
    private static final int CHANNELS = 4;
    private static final List<String> MEASURES = List.of("gmv", "buyers", "orders", "refund", "visits", "conversion");
    private static final long BEGIN = 1716033600;

    private final int rows;

    public LargeFixture(int rows) {
        this.rows = rows;
    }

    @Override
    public List<String> key() {
        return List.of("window_start", "channel");
    }

    @Override
    public List<Map<String, Object>> measures() {
        List<Map<String, Object>> measures = new ArrayList<>();
        MEASURES.forEach(name -> measures.add(Map.of("name", name, "type", "DECIMAL(18,2)", "numeric", true)));
        return measures;
    }

    @Override
    public List<String> versions() {
        return List.of("expected", "1.0.0");
    }

    @Override
    public List<Chunk> chunks() {
        Random random = new Random(7);
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows; from += CHUNK) {
            chunks.add(chunk(from, Math.min(CHUNK, rows - from), random));
        }
        return chunks;
    }

    private static Chunk chunk(int from, int size, Random random) {
        StringBuilder delta = new StringBuilder();
        StringBuilder code = new StringBuilder();
        List<StringBuilder> values = new ArrayList<>();
        MEASURES.forEach(name -> values.add(new StringBuilder()));
        StringBuilder places = new StringBuilder();
        StringBuilder now = new StringBuilder();
        StringBuilder other = new StringBuilder();
        for (int index = 0; index < size; index++) {
            int row = from + index;
            String comma = index == 0 ? "" : ",";
            delta.append(comma).append(index > 0 && row % CHANNELS == 0 ? 600 : 0);
            code.append(comma).append(row % CHANNELS);
            int window = row / CHANNELS;
            double wave = 1.2 + Math.sin(window / 144.0 * 2 * Math.PI);
            for (int measure = 0; measure < MEASURES.size(); measure++) {
                values.get(measure).append(comma).append((long)
                        (wave * (measure == 0 ? 90_000 : 400) * (0.9 + 0.2 * random.nextDouble())));
            }
            if (row % 100 == 42) {
                StringBuilder gmv = values.get(0);
                long value = Long.parseLong(gmv.substring(gmv.lastIndexOf(",") + 1));
                String gap = places.isEmpty() ? "" : ",";
                places.append(gap).append(index);
                now.append(gap).append('"').append(money(value)).append('"');
                other.append(gap)
                        .append('"')
                        .append(money(value + 100 + row % 997))
                        .append('"');
            }
        }
        StringBuilder json =
                new StringBuilder("{\"rows\":" + size + ",\"key\":[{\"name\":\"window_start\",\"t\":\"time\",\"start\":"
                        + (BEGIN + from / CHANNELS * 600L) + ",\"step\":\"s\",\"delta\":[" + delta
                        + "]},{\"name\":\"channel\",\"t\":\"dict\",\"values\":[\"app\",\"web\",\"mini\",\"store\"],\"code\":["
                        + code + "]}],\"measures\":[");
        for (int measure = 0; measure < MEASURES.size(); measure++) {
            json.append(measure == 0 ? "" : ",")
                    .append("{\"name\":\"" + MEASURES.get(measure) + "\",\"t\":\"decimal\",\"scale\":2,\"v\":[")
                    .append(values.get(measure))
                    .append("]}");
        }
        String cells = "{\"gmv\":{\"r\":[" + places + "],\"v\":[";
        json.append("],\"exact\":" + cells + now + "]}},\"versions\":{\"expected\":{\"cells\":" + cells + other
                + "]}}},\"1.0.0\":{\"cells\":{}}},\"anomalies\":[]}");
        return new Chunk(size, json.toString());
    }

    private static String money(long hundredths) {
        return hundredths / 100 + "." + String.valueOf(100 + hundredths % 100).substring(1);
    }

    @Override
    public Map<String, Object> described(List<Map<String, Object>> chunks) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", "large");
        described.put("status", "FAILED");
        described.put("timeZone", "UTC");
        described.put("asserted", true);
        described.put("rows", rows);
        described.put("changed", rows / 100);
        described.put("anomalies", 0);
        described.put("first", Map.of("key", Map.of("window_start", "2024-05-18T13:40:00", "channel", "mini")));
        described.put("chunks", chunks);
        described.put("replay", "mvn lakehouse:replay -Dlakehouse.from={from} -Dlakehouse.to={to}");
        return described;
    }
}
