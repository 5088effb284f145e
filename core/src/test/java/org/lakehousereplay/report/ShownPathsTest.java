package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

class ShownPathsTest {

    private final ShownPaths paths = new ShownPaths(SampleReports.BASE);

    @Test
    void pathsAreRelativeToTheProject() {
        assertThat(paths.show(SampleReports.BASE.resolve("src/./x/../a.sql"))).isEqualTo("src/a.sql");
        assertThat(paths.show(SampleReports.BASE.resolveSibling("shared/a.csv")))
                .isEqualTo("../shared/a.csv");
        assertThat(paths.show(SampleReports.BASE)).isEqualTo(".");
        assertThat(paths.show(Path.of("src/a.sql"))).isEqualTo("src/a.sql");
    }

    @Test
    void aProblemNamesItsPlace() {
        Problem problem = Problem.at(
                new Location(SampleReports.BASE.resolve("a.csv"), 3, 7),
                ErrorCode.VALUE_INVALID,
                "'x' is no number",
                "Write a number");

        assertThat(paths.render(problem)).isEqualTo("a.csv:3:7: 'x' is no number. Write a number. [VALUE_INVALID]");
    }
}
