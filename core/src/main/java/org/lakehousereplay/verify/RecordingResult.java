package org.lakehousereplay.verify;

import java.util.List;
import org.lakehousereplay.run.RunReport;

/**
 * What a recording did. Public API: read by front ends.
 *
 * @param files the expected files of the metrics that could be recorded
 * @param refused the metrics that could not, each as a sentence, with what to do
 * @param report the run before anything was recorded, with the problems that kept fixtures from running
 */
public record RecordingResult(List<RecordedFile> files, List<String> refused, RunReport report) {

    public RecordingResult {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }
}
