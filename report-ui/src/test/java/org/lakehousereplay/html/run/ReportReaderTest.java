package org.lakehousereplay.html.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;

class ReportReaderTest {

    @TempDir
    Path directory;

    @Test
    void readsFindingsOfAllTypes() throws IOException {
        ReportRun run = read("""
                {"schema": "lakehouse-report/1", "engine": "DuckDB", "status": "FAILED", "pipelines": [
                  {"name": "shop", "fixtures": [{"name": "noon", "metrics": [{"name": "gmv", "findings": [
                    {"type": "ChangedCells", "total": 1, "rows": 1, "columns": ["gmv"], "roundingOnly": false,
                     "first": [{"key": {"channel": null}, "column": "gmv", "expected": "1.00", "actual": null}]},
                    {"type": "MisalignedWindows", "total": 1, "column": "w", "size": "10 minutes", "first": ["12:03"]}
                  ]}]}]}]}
                """);

        assertThat(run.comparison()).isEmpty();
        var findings = run.pipelines().get(0).fixtures().get(0).metrics().get(0).findings();
        assertThat(findings.get(0).first().get(0).key()).containsEntry("channel", null);
        assertThat(findings.get(0).first().get(0).expected()).isEqualTo("1.00");
        assertThat(findings.get(0).first().get(0).actual()).isNull();
        assertThat(findings.get(1).first().get(0).text()).contains("12:03");
    }

    @Test
    void tellsWhatCannotBeRead() {
        assertThatThrownBy(() -> ReportReader.read(directory.resolve("none.json")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it does not exist");
        assertThatThrownBy(() -> read("{\"schema\": \"lakehouse-report/1\", "))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Unexpected end-of-input");
        assertThatThrownBy(() -> read("{\"schema\": \"lakehouse-report/2\"}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("lakehouse-report/1");
    }

    private ReportRun read(String text) throws IOException {
        return ReportReader.read(Files.writeString(directory.resolve("report.json"), text));
    }
}
