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
 * @param settings what the parameters say
 */
record HtmlReportWriter(HtmlSettings settings) {

    private static final List<String> LANGUAGES = List.of("en", "zh");

    /** {@code source.column} with wildcards, and {@code :hash} behind it. */
    private static final Pattern COLUMN = Pattern.compile("[^.:]+\\.[^.:]+(:hash)?");

    /**
     * Takes what the parameters say, before a run spends its time.
     *
     * @param title what the report is about
     * @param language a language tag; empty for that of the build
     * @param singleFile whether everything is in one file
     * @param columns the columns of inputs that may be shown; all, when empty
     * @param evidenceRows how many rows of an input are shown for a window
     * @throws MojoExecutionException when a parameter has no such value
     */
    static HtmlReportWriter of(
            String title, String language, boolean singleFile, List<String> columns, int evidenceRows)
            throws MojoExecutionException {
        List<String> evidence = AbstractLakehouseMojo.withoutBlanks(columns);
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
        List<String> shown =
                evidence.stream().filter(column -> !column.equals("none")).toList();
        EvidenceSettings rows =
                new EvidenceSettings(evidence.isEmpty() ? Optional.empty() : Optional.of(shown), evidenceRows);
        return new HtmlReportWriter(new HtmlSettings(title, locale(language), singleFile, rows));
    }

    private static Locale locale(String language) throws MojoExecutionException {
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
    Path write(Path outputDirectory) {
        Path directory = outputDirectory.resolve("report");
        HtmlReport.write(
                outputDirectory.resolve("report.json"),
                outputDirectory.resolve(Verification.STORE),
                directory,
                settings);
        return directory.resolve("index.html");
    }
}
