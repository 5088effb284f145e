package org.lakehousereplay.engine.duckdb;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Builds the SQL that turns text into typed values without the leniencies of a plain CAST, which rounds 12.5 to an
 * integer, drops the time of a date and the offset of a timestamp.
 *
 * @param zone the session's time zone, in which local times are read
 */
record ValueConversion(ZoneId zone) {

    static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
    static final Set<String> INTEGERS = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT");
    static final Set<String> FLOATS = Set.of("FLOAT", "DOUBLE");
    static final Set<String> LOCAL_TIMESTAMPS = Set.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS");
    static final String ZONED_TIMESTAMP = "TIMESTAMP WITH TIME ZONE";

    private static final String DATE_PATTERN = "[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}";
    private static final String CLOCK_PATTERN = "([01]?[0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6}0*)?)?";
    private static final String LOCAL_PATTERN = DATE_PATTERN + "([T ]" + CLOCK_PATTERN + ")?";
    private static final String OFFSET_PATTERN = "( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))";

    /**
     * An expression for the value of a text, NULL when the text does not fit the type.
     *
     * @param type a type without parts
     * @param text a VARCHAR expression
     */
    String fromText(ColumnType.Scalar type, String text) {
        String name = type.name();
        String cast = "TRY_CAST(" + text + " AS " + name + ")";
        if (name.equals("VARCHAR")) {
            return text;
        }
        if (INTEGERS.contains(name)) {
            return matching(text, "[+-]?[0-9]+(\\.0*)?", cast);
        }
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            String scale = decimal.group(2);
            String pattern = "[+-]?([0-9]+(\\.[0-9]{0," + scale + "}0*)?|\\.[0-9]{1," + scale + "}0*)";
            return matching(text, scale.equals("0") ? "[+-]?[0-9]+(\\.0*)?" : pattern, cast);
        }
        if (FLOATS.contains(name)) {
            String number = "regexp_full_match(" + text + ", '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?')";
            String special = "regexp_full_match(" + text + ", '(?i)[+-]?(inf|infinity|nan)')";
            return "CASE WHEN " + number + " AND isfinite(" + cast + ") OR " + special + " THEN " + cast + " END";
        }
        if (name.equals("DATE")) {
            return matching(text, DATE_PATTERN, cast);
        }
        if (LOCAL_TIMESTAMPS.contains(name)) {
            String pattern = name.equals("TIMESTAMP_NS") ? LOCAL_PATTERN.replace("{1,6}", "{1,9}") : LOCAL_PATTERN;
            return matching(text, pattern, cast);
        }
        if (name.equals(ZONED_TIMESTAMP)) {
            return zoned(text, cast);
        }
        if (name.equals("JSON")) {
            return "CASE WHEN json_valid(" + text + ") THEN CAST(" + text + " AS JSON) END";
        }
        return cast;
    }

    private String zoned(String text, String cast) {
        String absolute = "WHEN regexp_full_match(" + text + ", '" + LOCAL_PATTERN + OFFSET_PATTERN + "') THEN " + cast;
        String local = "regexp_full_match(" + text + ", '" + LOCAL_PATTERN + "')";
        if (!zone.getRules().isFixedOffset()) {
            String reading = "TRY_CAST(" + text + " AS TIMESTAMP)";
            local += " AND CAST(" + cast + " AS TIMESTAMP) = " + reading;
            for (String shift :
                    List.of("+ INTERVAL 1 HOUR", "- INTERVAL 1 HOUR", "+ INTERVAL 30 MINUTE", "- INTERVAL 30 MINUTE")) {
                local += " AND CAST(" + cast + " " + shift + " AS TIMESTAMP) <> " + reading;
            }
        }
        return "CASE " + absolute + " WHEN " + local + " THEN " + cast + " END";
    }

    private static String matching(String text, String pattern, String cast) {
        return "CASE WHEN regexp_full_match(" + text + ", '" + pattern + "') THEN " + cast + " END";
    }

    /**
     * An expression for the value of a JSON value; evaluating it fails when the value does not fit the type. JSON null
     * is NULL.
     *
     * @param type any type
     * @param json a JSON expression
     */
    String fromJson(ColumnType type, String json) {
        return type.nested() ? named(type, json, 1) : valueOf(type, json, 1);
    }

    /** Gives a JSON expression a name, because the value below mentions it several times and at every depth. */
    private String named(ColumnType type, String json, int depth) {
        String name = "j" + depth;
        return "list_transform([" + json + "], lambda " + name + ": " + valueOf(type, name, depth) + ")[1]";
    }

    private String valueOf(ColumnType type, String json, int depth) {
        String value;
        String guard;
        if (type instanceof ColumnType.Struct struct) {
            value = structFromJson(struct, json, depth);
            guard = kindGuard(json, "= 'OBJECT'") + keysGuard(struct, json);
        } else if (type instanceof ColumnType.Mapping mapping) {
            value = mapFromJson(mapping, json, depth);
            guard = kindGuard(json, "= 'OBJECT'");
        } else if (type instanceof ColumnType.Sequence sequence) {
            value = sequenceFromJson(sequence, json, depth);
            guard = kindGuard(json, "= 'ARRAY'");
        } else {
            value = scalarFromJson((ColumnType.Scalar) type, json);
            guard = type.name().equals("JSON") ? "" : kindGuard(json, "NOT IN ('OBJECT', 'ARRAY')");
        }
        return "CASE WHEN " + json + " IS NULL OR json_type(" + json + ") = 'NULL' THEN NULL " + guard + "ELSE " + value
                + " END";
    }

    private static String kindGuard(String json, String condition) {
        return "WHEN NOT json_type(" + json + ") " + condition + " THEN error('value does not fit') ";
    }

    /** Refuses keys that the struct does not have, which would be dropped in silence, and keys that stand twice. */
    private static String keysGuard(ColumnType.Struct struct, String json) {
        String fields = struct.fields().stream()
                .map(field -> Sql.text(field.name()))
                .collect(Collectors.joining(", ", "[", "]"));
        String keys = "json_keys(" + json + ")";
        return "WHEN NOT list_has_all(" + fields + ", " + keys + ") OR list_unique(" + keys + ") <> len(" + keys
                + ") THEN error('value does not fit') ";
    }

    private String scalarFromJson(ColumnType.Scalar scalar, String json) {
        if (scalar.name().equals("JSON")) {
            return json;
        }
        String text = "json_extract_string(" + json + ", '$')";
        if (scalar.name().equals("VARCHAR")) {
            return "CASE WHEN json_type(" + json + ") = 'VARCHAR' THEN " + text
                    + " ELSE error('value does not fit') END";
        }
        return "coalesce(" + fromText(scalar, text) + ", error('value does not fit'))";
    }

    private String sequenceFromJson(ColumnType.Sequence sequence, String json, int depth) {
        String element = "e" + depth;
        return "CAST(list_transform(json_extract(" + json + ", '$[*]'), lambda " + element + ": "
                + valueOf(sequence.element(), element, depth + 1) + ") AS " + sequence.name() + ")";
    }

    private String structFromJson(ColumnType.Struct struct, String json, int depth) {
        List<String> fields = new ArrayList<>();
        for (ColumnType.Field field : struct.fields()) {
            String part = "json_extract(" + json + ", " + pointer(field.name()) + ")";
            fields.add(Sql.name(field.name()) + " := " + named(field.type(), part, depth + 1));
        }
        return "CAST(struct_pack(" + String.join(", ", fields) + ") AS " + struct.name() + ")";
    }

    private String mapFromJson(ColumnType.Mapping mapping, String json, int depth) {
        String keys = "json_keys(" + json + ")";
        String name = "k" + depth;
        String pointer = "'/' || replace(replace(" + name + ", '~', '~0'), '/', '~1')";
        String key = mapping.key() instanceof ColumnType.Scalar scalar
                ? "coalesce(" + fromText(scalar, name) + ", error('value does not fit'))"
                : "error('a map in JSON needs keys without parts')";
        String value = named(mapping.value(), "json_extract(" + json + ", " + pointer + ")", depth + 1);
        return "CAST(map(list_transform(" + keys + ", lambda " + name + ": " + key + "), list_transform(" + keys
                + ", lambda " + name + ": " + value + ")) AS " + mapping.name() + ")";
    }

    /** A JSON pointer to a member, as a SQL literal. */
    static String pointer(String member) {
        return Sql.text("/" + member.replace("~", "~0").replace("/", "~1"));
    }
}
