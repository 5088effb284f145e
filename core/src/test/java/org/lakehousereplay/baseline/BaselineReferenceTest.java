package org.lakehousereplay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.diagnostic.ProblemException;

final class BaselineReferenceTest {

    @Test
    void each_form_is_read() {
        assertThat(BaselineReference.parse(" release ")).isEqualTo(new BaselineReference.Release());
        assertThat(BaselineReference.parse("maven:com.example:metrics:1.0.0"))
                .isEqualTo(new BaselineReference.Artifact("com.example", "metrics", Optional.of("1.0.0")));
        assertThat(BaselineReference.parse("maven:com.example:metrics"))
                .isEqualTo(new BaselineReference.Artifact("com.example", "metrics", Optional.empty()));
        assertThat(BaselineReference.parse("git:origin/main")).isEqualTo(new BaselineReference.Git("origin/main"));
        assertThat(BaselineReference.parse("dir: ../old"))
                .isEqualTo(new BaselineReference.Directory(Path.of("../old")));
    }

    @Test
    void a_merge_base_names_the_other_side() {
        BaselineReference.Git mergeBase = new BaselineReference.Git("merge-base( origin/main )");

        assertThat(BaselineReference.parse("git:merge-base( origin/main )")).isEqualTo(mergeBase);
        assertThat(mergeBase.mergeBaseWith()).contains("origin/main");
        assertThat(new BaselineReference.Git("merge-bases").mergeBaseWith()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release",
                "maven:com.example:metrics:1.0.0",
                "maven:com.example:metrics",
                "git:HEAD~1",
                "git:merge-base(main)",
                "dir:../old"
            })
    void the_text_is_what_was_read(String text) {
        assertThat(BaselineReference.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Release",
                "release:1.0.0",
                "1.0.0",
                "gti:main",
                "git:",
                "git: ",
                "git:a\tb",
                "git:merge-base()",
                "git:merge-base(main",
                "dir:",
                "dir:a\u0000b",
                "maven:",
                "maven:com.example",
                "maven:com.example:metrics:",
                "maven:com.example:metrics:jar:1.0.0",
                "maven:com.example:metrics:[1.0,2.0)",
                "maven:com.example:metrics:${baseline}",
                "maven:com.example:metrics:LATEST"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> BaselineReference.parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessage("\"" + text.strip() + "\" is no baseline. Write release, maven:GROUP:ARTIFACT:VERSION,"
                        + " maven:GROUP:ARTIFACT for its newest release, git:REVISION, git:merge-base(REVISION) or"
                        + " dir:PATH. [CONFIGURATION_INVALID]");
    }
}
