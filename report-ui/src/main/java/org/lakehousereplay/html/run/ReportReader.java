package org.lakehousereplay.html.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/** Reads {@code report.json}. */
public final class ReportReader {

    /** The layout that is understood; fields that it does not know are passed over. */
    private static final String SCHEMA = "lakehouse-report/1";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportReader() {}

    /**
     * Reads the report of a run.
     *
     * @param file {@code report.json}
     * @throws ProblemException when it is missing, damaged or of another layout
     */
    public static ReportRun read(Path file) {
        try {
            ReportRun run = MAPPER.readValue(Files.readAllBytes(file), ReportRun.class);
            if (run == null || !SCHEMA.equals(run.schema())) {
                throw unreadable(file, "it has not the layout " + SCHEMA);
            }
            return run;
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "it does not exist");
        } catch (JsonProcessingException damaged) {
            throw unreadable(file, damaged.getOriginalMessage());
        } catch (IOException failure) {
            throw unreadable(file, failure.getMessage());
        }
    }

    private static ProblemException unreadable(Path file, String reason) {
        return new ProblemException(Problem.at(
                Location.of(file),
                ErrorCode.REPORT_UNREADABLE,
                "the report of the run cannot be read: " + reason,
                "Run mvn lakehouse:verify or mvn lakehouse:compare again"));
    }
}
