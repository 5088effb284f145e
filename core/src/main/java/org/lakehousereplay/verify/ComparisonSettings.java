package org.lakehousereplay.verify;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.ChangeLevel;

/**
 * What the candidate is compared with, and how strictly. Public API: built by front ends.
 *
 * @param gate the baseline whose changes must be declared; empty when nothing has been released yet
 * @param note what a reader must know about the choice of the baseline, a sentence; may be empty
 * @param versions further versions that are shown beside it
 * @param breakOn the lowest level of change that must be declared
 * @param projectVersion the version of the project; empty when it has none
 * @param bump what becomes of a project version that promises less change than there is
 * @param today the day on which entries may expire, in UTC
 * @param explain how long the search for the rows behind the differences may take; zero for no search
 * @param search how long the search for inputs may take on which versions differ though no fixture shows it; zero for no
 *     search
 */
public record ComparisonSettings(
        Optional<Baseline> gate,
        String note,
        List<Baseline> versions,
        ChangeLevel breakOn,
        Optional<String> projectVersion,
        BumpCheck bump,
        LocalDate today,
        Duration explain,
        Duration search) {

    /** Settings without a search for inputs that no fixture has. */
    public ComparisonSettings(
            Optional<Baseline> gate,
            String note,
            List<Baseline> versions,
            ChangeLevel breakOn,
            Optional<String> projectVersion,
            BumpCheck bump,
            LocalDate today,
            Duration explain) {
        this(gate, note, versions, breakOn, projectVersion, bump, today, explain, Duration.ZERO);
    }

    public ComparisonSettings {
        versions = List.copyOf(versions);
    }

    /** The same with a search for inputs on which versions differ though no fixture shows it. */
    public ComparisonSettings searching(Duration limit) {
        return new ComparisonSettings(gate, note, versions, breakOn, projectVersion, bump, today, explain, limit);
    }

    /** The same without the search for the rows behind the differences, and without that for inputs. */
    public ComparisonSettings withoutExplanations() {
        return new ComparisonSettings(gate, note, versions, breakOn, projectVersion, bump, today, Duration.ZERO);
    }

    /** What becomes of a project version that promises less change than there is. */
    public enum BumpCheck {
        /** Nothing. */
        IGNORE,
        /** It is told. */
        WARN,
        /** It breaks the build. */
        BREAK
    }
}
