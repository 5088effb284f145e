package org.lakehousereplay.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

class YamlDocumentTest {

    private static final Path FILE = Path.of("fixture.yaml");

    @Test
    void scalarsKeepTheFormInWhichTheyWereWritten() {
        YamlMapping root = parse("clock: 2024-05-18T12:00:00\nn: 1_000\nquoted: 'a # b'\nyes: on\n")
                .root();

        assertThat(root.string("clock")).contains("2024-05-18T12:00:00");
        assertThat(root.string("n")).contains("1_000");
        assertThat(root.string("quoted")).contains("a # b");
        assertThat(root.string("yes")).contains("on");
        assertThat(root.text("quoted")).contains(new YamlText("a # b", new Location(FILE, 3, 9)));
    }

    @Test
    void aCharacterOutsideTheBasicPlaneMayStandAnywhere() {
        for (int length = 1_000; length < 1_050; length++) {
            YamlDocument document = parse("a: " + "x".repeat(length) + "😀\n");

            assertThat(document.problems()).isEmpty();
            assertThat(document.root().string("a").orElseThrow()).endsWith("x😀");
        }
    }

    @Test
    void listsFlagsNumbersAndMappingsAreTyped() {
        YamlDocument document = parse("key: [a, 指标]\nordered: true\nt: {m: {relative: 0.0010}}\n");
        YamlMapping root = document.root();

        assertThat(root.stringList("key")).contains(List.of("a", "指标"));
        assertThat(root.texts("key").orElseThrow().get(1).location()).isEqualTo(new Location(FILE, 1, 10));
        assertThat(root.flag("ordered")).contains(true);
        assertThat(root.isMapping("t")).isTrue();
        assertThat(root.isList("key")).isTrue();
        YamlMapping tolerance = root.mapping("t").flatMap(t -> t.mapping("m")).orElseThrow();
        assertThat(tolerance.decimal("relative").orElseThrow()).hasToString("0.0010");
        assertThat(root.mapping("t").orElseThrow().keys()).containsExactly(new YamlText("m", new Location(FILE, 3, 5)));
        assertThat(root.string("absent")).isEmpty();
        root.rejectUnknownKeys();
        assertThat(document.problems()).isEmpty();
    }

    @Test
    void aMappingThatIsAskedForTwiceRemembersWhatIsKnown() {
        YamlDocument document = parse("window: {size: 1, extra: 2}\n");
        document.root().mapping("window").orElseThrow().string("size");
        document.root().mapping("window").orElseThrow().rejectUnknownKeys();

        assertThat(rendered(document))
                .containsExactly("fixture.yaml:1:19: The key `extra` is not known here. Known keys: `size`."
                        + " [YAML_UNKNOWN_KEY]");
    }

    @Test
    void anUnknownKeyIsToldWithTheNearestKnownOne() {
        YamlDocument document = parse("descripton: text\nzzz: 1\n");
        document.root().string("description");
        document.root().string("clock");
        document.root().rejectUnknownKeys();

        assertThat(rendered(document))
                .containsExactly(
                        "fixture.yaml:1:1: The key `descripton` is not known here. Did you mean `description`? "
                                + "Known keys: `clock`, `description`. [YAML_UNKNOWN_KEY]",
                        "fixture.yaml:2:1: The key `zzz` is not known here. Known keys: `clock`, `description`."
                                + " [YAML_UNKNOWN_KEY]");
    }

    @Test
    void valuesOfTheWrongKindAreAllReported() {
        YamlDocument document = parse("a: [1]\nb: x\nc: x\nd: maybe\ne:\nf: [[1], ok]\ng: {}\nh: much\n");
        YamlMapping root = document.root();

        assertThat(root.string("a")).isEmpty();
        assertThat(root.stringList("b")).isEmpty();
        assertThat(root.mapping("c")).isEmpty();
        assertThat(root.flag("d")).isEmpty();
        assertThat(root.string("e")).isEmpty();
        assertThat(root.stringList("f")).contains(List.of("ok"));
        assertThat(root.string("g")).isEmpty();
        assertThat(root.decimal("h")).isEmpty();
        assertThat(document.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "`a` must be one value, not a list",
                        "`b` must be a list",
                        "`c` must be a mapping",
                        "`d` must be true or false, not `maybe`",
                        "`e` has no value",
                        "An entry of `f` must be one value, not a list",
                        "`g` must be one value, not a mapping",
                        "`h` must be a number, not `much`");
        assertThat(document.problems().get(3).location()).contains(new Location(FILE, 4, 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aDocumentThatIsNotSoundIsOneProblemAndAnEmptyRoot(String name, String text, String expected) {
        YamlDocument document = parse(text);

        assertThat(rendered(document)).containsExactly(expected);
        assertThat(document.root().keys()).isEmpty();
    }

    static List<Arguments> aDocumentThatIsNotSoundIsOneProblemAndAnEmptyRoot() {
        return List.of(
                Arguments.of(
                        "empty",
                        " \n",
                        "fixture.yaml:1:1: The YAML document is empty. Write `key: value` lines into it."
                                + " [YAML_INVALID]"),
                Arguments.of(
                        "list at the root",
                        "- a\n- b\n",
                        "fixture.yaml:1:1: The YAML document is not a mapping. Write it as `key: value` lines."
                                + " [YAML_INVALID]"),
                Arguments.of(
                        "text at the root",
                        "hello",
                        "fixture.yaml:1:1: The YAML document is not a mapping. Write it as `key: value` lines."
                                + " [YAML_INVALID]"),
                Arguments.of(
                        "tab as indentation",
                        "a:\n\tb: 1\n",
                        "fixture.yaml:2:1: This is not valid YAML: a tab stands where only spaces may indent."
                                + " Replace the tab by spaces. [YAML_INVALID]"),
                Arguments.of(
                        "control character",
                        "a: 1\nb: \u0007\n",
                        "fixture.yaml:2:4: This is not valid YAML: the character U+0007 is not allowed."
                                + " Remove the character. [YAML_INVALID]"),
                Arguments.of(
                        "deep nesting",
                        "a: " + "[".repeat(5000),
                        "fixture.yaml:1:35: The YAML document is nested deeper than 32 levels. Flatten it."
                                + " [YAML_INVALID]"),
                Arguments.of(
                        "billion laughs",
                        billionLaughs(),
                        "fixture.yaml:7:10: The YAML document uses more than 50 aliases (`*name`)."
                                + " Write the values out. [YAML_INVALID]"),
                Arguments.of(
                        "too long",
                        "a: " + "x".repeat(1_000_000),
                        "fixture.yaml:1:1: The YAML document has more than 1000000 characters. Shorten it."
                                + " [YAML_INVALID]"));
    }

    @ParameterizedTest
    @MethodSource
    void syntaxErrorsTellWhereTheyAre(String text, int line) {
        YamlDocument document = parse(text);

        assertThat(document.problems()).hasSize(1);
        Problem problem = document.problems().get(0);
        assertThat(problem.location().map(Location::line)).contains(line);
        assertThat(problem.message()).startsWith("This is not valid YAML: ").doesNotContain("\n");
    }

    static List<Arguments> syntaxErrorsTellWhereTheyAre() {
        return List.of(
                Arguments.of("a: 1\nb: [1, 2\n", 3),
                Arguments.of("a: 1\n b: 2\n", 2),
                Arguments.of("a: b: c\n", 1),
                Arguments.of("a: 1\n---\nb: 2\n", 2),
                Arguments.of("a: *nowhere\n", 1),
                Arguments.of("a: 'open\n", 2),
                Arguments.of("%YAML 3.0\n---\na: 1\n", 1));
    }

    @Test
    void aSecondValueOfAKeyIsRefused() {
        assertThat(rendered(parse("a: 1\nb: 2\na: 3\n")))
                .containsExactly("fixture.yaml:3:1: The key `a` stands here a second time. Keep one of them."
                        + " [YAML_INVALID]");
    }

    @Test
    void keysMustBeTexts() {
        assertThat(rendered(parse("? [a, b]\n: 1\n")))
                .containsExactly(
                        "fixture.yaml:1:3: A key must be a plain text. Name the key by one word. [YAML_INVALID]");
    }

    @Test
    void tagsNeverMakeObjects() {
        YamlMapping root = parse("a: !!java.net.URL http://example.invalid\n").root();

        assertThat(root.string("a")).contains("http://example.invalid");
    }

    @Test
    void aDocumentOfCommentsHasNoKeysAndNoProblem() {
        YamlDocument document = parse("# clock: 2024-05-18T12:00:00Z\n");

        assertThat(document.problems()).isEmpty();
        assertThat(document.root().keys()).isEmpty();
    }

    @Test
    void yamlInsideAnotherFileKnowsItsPlaceThere() {
        YamlDocument document = YamlDocument.parse(" a: 1\n b: 2\n", new Location(FILE, 7, 11));

        assertThat(document.root().text("a").map(YamlText::location)).contains(new Location(FILE, 7, 15));
        assertThat(document.root().text("b").map(YamlText::location)).contains(new Location(FILE, 8, 5));
        assertThat(document.root().locationOf("absent")).isEqualTo(new Location(FILE, 7, 11));
    }

    @Test
    void aReaderMayReportAValueItself() {
        YamlDocument document = parse("timeZone: Mars/Base\n");
        document.root().wrongValue("timeZone", "is no time zone", "Write a name such as Asia/Shanghai");

        assertThat(rendered(document))
                .containsExactly("fixture.yaml:1:11: `timeZone` is no time zone."
                        + " Write a name such as Asia/Shanghai. [YAML_WRONG_VALUE]");
        assertThat(document.problems().get(0).location()).isNotEqualTo(Optional.empty());
    }

    private static String billionLaughs() {
        StringBuilder text = new StringBuilder("l0: &l0 [ha, ha]\n");
        for (int level = 1; level < 12; level++) {
            text.append("l%d: &l%d [".formatted(level, level));
            text.append(("*l" + (level - 1) + ", ").repeat(10)).append("ha]\n");
        }
        return text.toString();
    }

    private static YamlDocument parse(String text) {
        return YamlDocument.parse(FILE, text);
    }

    private static List<String> rendered(YamlDocument document) {
        return document.problems().stream().map(Problem::render).toList();
    }
}
