package org.lakehousereplay.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.lakehousereplay.html.EvidenceSettings;
import org.lakehousereplay.html.HtmlReport;
import org.lakehousereplay.html.HtmlSettings;
import org.lakehousereplay.verify.Verification;

/**
 * Makes the HTML report of a run as the parameters of a goal ask for it.
 *
 * @param title what the report is about
 * @param language a language tag; empty for that of the build
 * @param singleFile whether everything is in one file
 * @param evidence the columns of inputs that may be shown; all, when empty
 * @param evidenceRows how many rows of an input are shown for a window
 */
record HtmlReportWriter(String title, String language, boolean singleFile, List<String> evidence, int evidenceRows) {

    private static final List<String> LANGUAGES = List.of("en", "zh");

    /** {@code source.column} with wildcards, and {@code :hash} behind it. */
    private static final Pattern COLUMN = Pattern.compile("[^.:]+\\.[^.:]+(:hash)?");

    HtmlReportWriter {
        evidence = AbstractLakehouseMojo.withoutBlanks(evidence);
    }

    /** What the parameters say, which is checked before a run spends its time. */
    HtmlSettings settings() throws MojoExecutionException {
        if (evidenceRows < 0) {
            throw new MojoExecutionException(
                    "lakehouse.report.evidenceRows is " + evidenceRows + ". Give a number of rows, or 0 to show none.");
        }
        for (String column : evidence) {
            if (!column.equals("none") && !COLUMN.matcher(column).matches()) {
                throw new MojoExecutionException("lakehouse.report.evidence names " + column
                        + ". Write source.column, such as orders.amount or orders.*, with :hash behind it to show"
                        + " fingerprints only, or none.");
            }
        }
        List<String> columns =
                evidence.stream().filter(column -> !column.equals("none")).toList();
        EvidenceSettings rows =
                new EvidenceSettings(evidence.isEmpty() ? Optional.empty() : Optional.of(columns), evidenceRows);
        return new HtmlSettings(title, locale(), singleFile, rows);
    }

    private Locale locale() throws MojoExecutionException {
        if (language == null || language.isBlank()) {
            return Locale.getDefault();
        }
        Locale locale = Locale.forLanguageTag(language.strip().replace('_', '-'));
        if (!LANGUAGES.contains(locale.getLanguage())) {
            throw new MojoExecutionException(
                    "lakehouse.report.language is " + language + ". Give one of " + String.join(", ", LANGUAGES) + ".");
        }
        return locale;
    }

    /**
     * Makes the report of what a run left behind.
     *
     * @param outputDirectory where the run left it
     * @return the page to open
     */
    Path write(Path outputDirectory) throws MojoExecutionException {
        Path directory = outputDirectory.resolve("report");
        HtmlReport.write(
                outputDirectory.resolve("report.json"),
                outputDirectory.resolve(Verification.STORE),
                directory,
                settings());
        return directory.resolve("index.html");
    }
}
