package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.scripts.DuckDbScriptEngine;

/** What is wrong with the engines, modes and scripts of a pipeline is told where it stands. */
final class EngineSettingsProblemsTest {

    private static final String FILE = "src/main/lakehouse/shop/pipeline.yaml:";

    private ProjectTree tree;

    @BeforeEach
    void writeProject(@TempDir Path directory) {
        tree = new ProjectTree(directory)
                .engines(DuckDbScriptEngine.engines())
                .main("shop/ods/tables.sql", "CREATE TABLE orders (id INTEGER, amount DECIMAL(10, 2));")
                .main("shop/gmv.sql", "/* @metric\nkey: []\n*/\nSELECT sum(amount) AS gmv FROM orders")
                .test("shop/noon/input/orders.csv", "id,amount\n1,10\n")
                .test("shop/noon/expected/gmv.csv", "gmv\n10.00\n");
    }

    private void assertTold(String yaml, String place, String message) {
        tree.main("shop/pipeline.yaml", yaml.replace(" / ", "\n"));

        assertThat(tree.problems(tree.verify()))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith(FILE + place + ": ").contains(message));
    }

    @Test
    void what_is_right_runs() {
        tree.main("shop/pipeline.yaml", "engine: script\nmodes: [batch]\nscripts: [ods/tables.sql, gmv.sql]\n");

        assertThat(tree.problems(tree.verify())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    engine: scrpit                                     | 1:9   | The engine `scrpit` is not supported. Did you mean
                    engine: [script]                                   | 1:9   | engine
                    engines: [duckdb, spark]                           | 1:19  | The engine `spark` is not supported
                    engines: [script, script]                          | 1:19  | The engine `script` is named twice
                    engine: script / engines: [duckdb, script]         | 2:10  | stands beside `engine`
                    engine: script / modes: [steaming]                 | 2:9   | There is no mode `steaming`
                    engine: script / modes: [batch, streaming, batch]  | 2:27  | The mode `batch` is named twice
                    modes: [batch]                                     | 1:8   | is for pipelines of scripts
                    engine: duckdb / scripts: [gmv.sql]                | 2:10  | is for pipelines of scripts
                    """)
    void what_is_wrong_with_engines_and_modes_is_told(String yaml, String place, String message) {
        assertTold(yaml, place, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    engine: script / scripts: [ods/tables.sql, gmv.sq]                 | 2:27 | gmv.sq
                    engine: script / scripts: [ods/tables.sql, gmv.sql, gmv.sql]       | 2:36 | gmv.sql
                    engine: script / scripts: [ods/tables.sql, gmv.sql, ../other.sql]  | 2:36 | ../other.sql
                    engine: script / scripts: gmv.sql                                  | 2:10 | scripts
                    """)
    void what_is_wrong_with_scripts_is_told(String yaml, String place, String message) {
        assertTold(yaml, place, message);
    }

    @Test
    void a_script_that_is_not_listed_is_told() {
        tree.main("shop/pipeline.yaml", "engine: script\nscripts: [ods/tables.sql]\n");

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .startsWith("src/main/lakehouse/shop/")
                .contains("gmv.sql");
    }
}
