package org.lakehousereplay.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/** Says why a text does not fit the type of its column. Runs only for values that the engine has refused. */
record ValueDiagnosis(ZoneId zone) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WHOLE = "[+-]?\\d+(\\.0*)?";
    private static final String NUMBER = "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?";
    private static final String DATE = "\\d{4,6}-\\d{1,2}-\\d{1,2}";
    private static final String LOCAL = DATE + "([T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?)?";
    private static final String OFFSET = " ?(Z|[+-]\\d{2}(:?\\d{2})?)";

    Problem explain(Path file, long line, String column, ColumnType type, String text) {
        Explanation explanation = explanation(type, text);
        return Problem.at(
                Location.of(file, Math.toIntExact(line)),
                explanation.code(),
                "column " + column + ": " + quoted(text) + " " + explanation.message(),
                explanation.remedy());
    }

    private Explanation explanation(ColumnType type, String text) {
        String name = type.name();
        if (type instanceof ColumnType.Scalar && !text.equals(text.strip()) && !name.equals("JSON")) {
            return wrong("has blanks around the value, the column is " + name, "Take them out");
        }
        if (ValueConversion.INTEGERS.contains(name)) {
            return integer(name, text);
        }
        Matcher decimal = ValueConversion.DECIMAL.matcher(name);
        if (decimal.matches()) {
            return decimal(name, Integer.parseInt(decimal.group(2)), text);
        }
        if (ValueConversion.FLOATS.contains(name)) {
            return text.matches(NUMBER) ? outOfRange(name) : wrong("is not a number, the column is " + name, "");
        }
        if (name.equals("DATE")) {
            return date(text);
        }
        if (ValueConversion.LOCAL_TIMESTAMPS.contains(name)) {
            return localTimestamp(name, text);
        }
        if (name.equals(ValueConversion.ZONED_TIMESTAMP)) {
            return zonedTimestamp(text);
        }
        if (name.equals("BOOLEAN")) {
            return wrong("is not a BOOLEAN", "Write true or false");
        }
        if (name.startsWith("ENUM(")) {
            return wrong("is none of the values of " + name, "");
        }
        if (name.equals("JSON")) {
            return wrong("is not valid JSON", "Text needs double quotes inside JSON");
        }
        if (type.nested()) {
            Optional<String> unknown = unknownField(type, text);
            return unknown.isPresent()
                    ? new Explanation(
                            ErrorCode.COLUMN_UNKNOWN,
                            "has the field " + unknown.get() + ", the column is " + name,
                            "Declare the field in sources.sql, or take it out")
                    : wrong("does not fit " + name, "Write the value as JSON of that shape");
        }
        return wrong("is not a " + name, "");
    }

    /** The path of the first field that a struct in the type does not have. */
    private static Optional<String> unknownField(ColumnType type, String text) {
        try {
            return unknownField(type, JSON.readTree(text), "");
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> unknownField(ColumnType type, JsonNode value, String path) {
        if (type instanceof ColumnType.Struct struct && value.isObject()) {
            Map<String, ColumnType> fields =
                    struct.fields().stream().collect(Collectors.toMap(ColumnType.Field::name, ColumnType.Field::type));
            return value.properties().stream()
                    .flatMap(member -> fields.containsKey(member.getKey())
                            ? unknownField(fields.get(member.getKey()), member.getValue(), path + member.getKey() + ".")
                                    .stream()
                            : Stream.of(path + member.getKey()))
                    .findFirst();
        }
        if (type instanceof ColumnType.Sequence sequence && value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .flatMap(element -> unknownField(sequence.element(), element, path).stream())
                    .findFirst();
        }
        if (type instanceof ColumnType.Mapping mapping && value.isObject()) {
            return value.properties().stream()
                    .flatMap(member ->
                            unknownField(mapping.value(), member.getValue(), path + member.getKey() + ".").stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Explanation integer(String name, String text) {
        if (text.matches(WHOLE)) {
            return outOfRange(name);
        }
        return wrong(
                "is not a whole number, the column is " + name,
                text.matches(NUMBER) ? "Declare the column as DECIMAL if it has fractions" : "");
    }

    private static Explanation decimal(String name, int scale, String text) {
        if (!text.matches(NUMBER)) {
            return wrong("is not a number, the column is " + name, "Write digits with a point, such as 1234.50");
        }
        if (text.toLowerCase(Locale.ROOT).contains("e")) {
            return wrong("has an exponent, the column is " + name, "Write the number with all its digits");
        }
        int point = text.indexOf('.');
        if (point >= 0 && text.substring(point + 1).replaceAll("0+$", "").length() > scale) {
            return wrong("has more than " + scale + " decimal places and would be rounded to fit " + name, "");
        }
        return outOfRange(name);
    }

    private static Explanation date(String text) {
        if (text.matches(DATE)) {
            return wrong("is not a day of the calendar", "");
        }
        return text.matches(LOCAL + "(" + OFFSET + ")?")
                ? wrong("has a time, the column is DATE", "Declare the column as TIMESTAMP, or write the day alone")
                : wrong("is not a DATE", "Write it as 2024-05-18");
    }

    private static Explanation localTimestamp(String name, String text) {
        if (text.matches(LOCAL + OFFSET)) {
            return wrong(
                    "has a UTC offset, and the column is " + name + " without time zone",
                    "Declare the column as TIMESTAMPTZ, or write local time without the offset");
        }
        if (text.matches(LOCAL)) {
            return tooManyDigits(text)
                    ? wrong("has more digits of a second than " + name + " keeps", "")
                    : wrong("is not a time of the calendar", "");
        }
        return wrong("is not a " + name, timestampRemedy(text, "2024-05-18T12:00:00"));
    }

    private Explanation zonedTimestamp(String text) {
        if (text.matches(LOCAL) && !tooManyDigits(text)) {
            return localTime(text);
        }
        if (text.matches(LOCAL + "(" + OFFSET + ")?")) {
            return tooManyDigits(text)
                    ? wrong("has more digits of a second than TIMESTAMPTZ keeps", "")
                    : wrong("is not a time of the calendar", "");
        }
        return wrong("is not a TIMESTAMPTZ", timestampRemedy(text, "2024-05-18T12:00:00+08:00"));
    }

    private Explanation localTime(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text.contains(":") ? text.replace(' ', 'T') : text + "T00:00");
            int offsets = zone.getRules().getValidOffsets(time).size();
            if (offsets == 0) {
                return new Explanation(
                        ErrorCode.TIME_AMBIGUOUS,
                        "does not exist in " + zone + ": daylight saving skips it",
                        "Write the UTC offset, such as " + text
                                + zone.getRules().getOffset(time));
            }
            if (offsets > 1) {
                return new Explanation(
                        ErrorCode.TIME_AMBIGUOUS,
                        "happens twice in " + zone + ": daylight saving ends",
                        "Write the UTC offset, such as " + text
                                + zone.getRules().getValidOffsets(time).get(0));
            }
        } catch (DateTimeException notATime) {
            return wrong("is not a time of the calendar", "");
        }
        return wrong("is not a time of the calendar", "");
    }

    private static boolean tooManyDigits(String text) {
        return text.matches(".*\\.\\d{6}\\d*[1-9]\\d*.*");
    }

    private static String timestampRemedy(String text, String example) {
        return text.matches("\\d{9,}")
                ? "Numbers of seconds since 1970 are not read as times; write it as " + example
                : "Write it as " + example;
    }

    private static Explanation outOfRange(String name) {
        return wrong("is out of the range of " + name, "");
    }

    private static Explanation wrong(String message, String remedy) {
        return new Explanation(ErrorCode.VALUE_INVALID, message, remedy);
    }

    private static String quoted(String text) {
        String visible = text.length() > 60 ? text.substring(0, 57) + "…" : text;
        return '"' + visible.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"';
    }

    private record Explanation(ErrorCode code, String message, String remedy) {}
}
