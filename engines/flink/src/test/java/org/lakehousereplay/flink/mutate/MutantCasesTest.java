package org.lakehousereplay.flink.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.flink.mutate.MutantCases.MutantCase;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ScriptMutant;

class MutantCasesTest {

    @TempDir
    static Path directory;

    private static ScriptReader reader;

    @BeforeAll
    static void reader() {
        reader = new ScriptReader(directory);
    }

    static Stream<MutantCase> cases() {
        return MutantCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_script_has_the_mutants_that_people_would_make(MutantCase expected) {
        assertThat(expected.written(mutants(expected))).isEqualTo(expected.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mutants_of_cases_can_be_planned(MutantCase any) {
        PipelineScripts scripts = Scripts.shop(any.sql());
        List<String> planned = any.lines(FlinkMutants.of(scripts, reader));

        assertThat(reader.read(scripts).reading().problems()).isEmpty();
        assertThat(planned).containsAll(any.lines(mutants(any)));
    }

    private static List<ScriptMutant> mutants(MutantCase any) {
        return FlinkMutants.unplanned(Scripts.shop(any.sql())).stream()
                .filter(mutant -> mutant.file().equals(Scripts.CASE))
                .toList();
    }
}
