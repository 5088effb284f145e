package org.lakehousereplay.yaml;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes values as YAML on one line, so that they read back as the same texts wherever they stand in a document. For
 * writers of settings inside this library.
 */
public final class YamlFlow {

    private static final DumpSettings ONE_LINE = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setSplitLines(false)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private YamlFlow() {}

    /** A text, quoted where it must be: {@code a}, {@code 'a: b'}, {@code "a\nb"}. */
    public static String text(String value) {
        boolean breaks = value.chars().anyMatch(Character::isISOControl);
        ScalarStyle style = breaks ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
        // In a list the library takes care of commas and brackets too, which would end a text there.
        SequenceNode list = new SequenceNode(Tag.SEQ, List.of(new ScalarNode(Tag.STR, value, style)), FlowStyle.FLOW);
        String written = new Present(ONE_LINE)
                .emitToString(new Serialize(ONE_LINE).serializeOne(list).iterator());
        return written.substring(written.indexOf('[') + 1, written.lastIndexOf(']'));
    }

    /** A list of texts: {@code [a, b]}. */
    public static String list(List<String> values) {
        StringJoiner joined = new StringJoiner(", ", "[", "]");
        values.forEach(value -> joined.add(text(value)));
        return joined.toString();
    }

    /**
     * A mapping: {@code {a: 1, b: [2]}}.
     *
     * @param values what is written already, by name
     */
    public static String mapping(Map<String, String> values) {
        StringJoiner joined = new StringJoiner(", ", "{", "}");
        values.forEach((name, written) -> joined.add(text(name) + ": " + written));
        return joined.toString();
    }
}
