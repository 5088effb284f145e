package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.run.RunReport;

/**
 * What a mutation run found and wrote. Public API.
 *
 * @param report the run, with {@link RunReport#mutation()}; that is empty when the suite is not green, since nothing can be
 *     measured then
 * @param suggestions the directories of the fixtures that were written, by pipeline and identifier of the mutants that
 *     they would notice
 * @param updatedRatchet the ratchet file, if it was written
 * @param notes what is worth knowing besides, sentences
 */
public record MutationResult(
        RunReport report, Map<String, Path> suggestions, Optional<Path> updatedRatchet, List<String> notes) {

    public MutationResult {
        suggestions = Map.copyOf(suggestions);
        notes = List.copyOf(notes);
    }
}
