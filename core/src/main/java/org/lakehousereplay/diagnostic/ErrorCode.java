package org.lakehousereplay.diagnostic;

/**
 * The stable name of every error this product reports; {@code docs/errors.md} explains each.
 *
 * <p>Public API: a code is never renamed or given another meaning once released.
 */
public enum ErrorCode {
    /** A property or plugin parameter has a value that cannot be used. */
    CONFIGURATION_INVALID(ErrorCategory.CONFIGURATION),
    /** The pipeline directory is missing or holds no pipeline. */
    PIPELINES_MISSING(ErrorCategory.CONFIGURATION),
    /** The fixture directory is missing or holds no fixture. */
    FIXTURES_MISSING(ErrorCategory.CONFIGURATION),
    /** The selection of fixtures or metrics matches nothing. */
    SELECTION_EMPTY(ErrorCategory.CONFIGURATION),
    /** Nothing is wrong that a fixture could be shrunk to. */
    NOTHING_TO_SHRINK(ErrorCategory.CONFIGURATION),
    /** The output directory cannot be written: read-only, full or occupied by a file. */
    OUTPUT_NOT_WRITABLE(ErrorCategory.CONFIGURATION),
    /** What a run left behind is missing or damaged, so that no HTML report can be made of it. */
    REPORT_UNREADABLE(ErrorCategory.CONFIGURATION),

    /** A YAML document does not parse, or is built to exhaust memory. */
    YAML_INVALID(ErrorCategory.CONFIGURATION),
    /** A YAML key that nobody reads. */
    YAML_UNKNOWN_KEY(ErrorCategory.CONFIGURATION),
    /** A YAML value of the wrong kind. */
    YAML_WRONG_VALUE(ErrorCategory.CONFIGURATION),

    /** {@code sources.sql} is missing. */
    SOURCES_MISSING(ErrorCategory.PIPELINE),
    /** {@code sources.sql} holds something else than {@code CREATE TABLE} and {@code CREATE TYPE}. */
    SOURCES_NOT_TABLES(ErrorCategory.PIPELINE),
    /** SQL that the engine's parser refuses. */
    SQL_SYNTAX(ErrorCategory.PIPELINE),
    /** A model that is not exactly one {@code SELECT}. */
    SQL_NOT_A_SELECT(ErrorCategory.PIPELINE),
    /** A table that is neither a source nor a model of the pipeline. */
    SQL_UNKNOWN_TABLE(ErrorCategory.PIPELINE),
    /** A column that its table does not have. */
    SQL_UNKNOWN_COLUMN(ErrorCategory.PIPELINE),
    /** SQL that parses and still cannot be bound: unknown function, wrong types. */
    SQL_INVALID(ErrorCategory.PIPELINE),
    /** SQL that would leave the sandbox: reads a file, attaches a database, names the catalog. */
    SQL_FORBIDDEN(ErrorCategory.PIPELINE),
    /** A statement that is valid, and that a replay cannot carry out. */
    SCRIPT_UNSUPPORTED(ErrorCategory.PIPELINE),
    /** A pipeline of an engine that runs scripts, and no script. */
    SCRIPTS_MISSING(ErrorCategory.PIPELINE),
    /** An engine that a pipeline asks for and that cannot be had. */
    ENGINE_UNAVAILABLE(ErrorCategory.PIPELINE),
    /** A pipeline whose metrics are not the same on all its engines, or cannot be compared. */
    ENGINES_DISAGREE(ErrorCategory.PIPELINE),
    /** Models that read each other in a circle. */
    MODEL_CYCLE(ErrorCategory.PIPELINE),
    /** Two models, or a model and a source, of the same name. */
    MODEL_DUPLICATE(ErrorCategory.PIPELINE),
    /** A file in a pipeline directory that is not part of any pipeline. */
    PIPELINE_ORPHAN_FILE(ErrorCategory.PIPELINE),
    /** A metric header that names a column the output does not have. */
    METRIC_COLUMN_UNKNOWN(ErrorCategory.PIPELINE),
    /** A metric header that is malformed or is repeated. */
    METRIC_HEADER_INVALID(ErrorCategory.PIPELINE),
    /** A law that does not exist, or that says nothing of the metric it is declared for. */
    LAW_INVALID(ErrorCategory.PIPELINE),

    /** A fixture without any expected file. */
    FIXTURE_WITHOUT_EXPECTATION(ErrorCategory.FIXTURE),
    /** A fixture directory whose name is no pipeline. */
    FIXTURE_WITHOUT_PIPELINE(ErrorCategory.FIXTURE),
    /** A file that no source, metric or setting accounts for. */
    FIXTURE_ORPHAN_FILE(ErrorCategory.FIXTURE),
    /** An input for a source that the pipeline does not declare. */
    INPUT_UNKNOWN_SOURCE(ErrorCategory.FIXTURE),
    /** Two inputs for one source, or two expectations for one metric. */
    FIXTURE_DUPLICATE_FILE(ErrorCategory.FIXTURE),
    /** An expectation for a metric that the pipeline does not have. */
    EXPECTATION_UNKNOWN_METRIC(ErrorCategory.FIXTURE),
    /** A path that leads out of the directories a fixture may read. */
    PATH_OUTSIDE(ErrorCategory.FIXTURE),
    /** A declared file that does not exist. */
    FILE_MISSING(ErrorCategory.FIXTURE),
    /** A file that cannot be read: no permission, a directory in its place, not UTF-8, truncated. */
    FILE_UNREADABLE(ErrorCategory.FIXTURE),
    /** A CSV file that breaks the rules of CSV: ragged row, open quote, missing header. */
    CSV_MALFORMED(ErrorCategory.FIXTURE),
    /** A line of JSON that does not parse or is not an object. */
    JSON_MALFORMED(ErrorCategory.FIXTURE),
    /** A change event that is none, or that no row can be made of. */
    CHANGE_EVENT_INVALID(ErrorCategory.FIXTURE),
    /** A row kind that does not exist, or that the source does not take. */
    ROW_KIND_INVALID(ErrorCategory.FIXTURE),
    /** A Parquet file that is broken. */
    PARQUET_MALFORMED(ErrorCategory.FIXTURE),
    /** A lake table that is none, that has no such version, or that holds what cannot be read right. */
    TABLE_UNREADABLE(ErrorCategory.FIXTURE),
    /** A table format that a fixture asks for and that cannot be had. */
    TABLE_FORMAT_UNAVAILABLE(ErrorCategory.FIXTURE),
    /** Part files in folders that name different columns. */
    PARTITIONS_MIXED(ErrorCategory.FIXTURE),
    /** A column that the table does not have. */
    COLUMN_UNKNOWN(ErrorCategory.FIXTURE),
    /** A column that is needed and not there. */
    COLUMN_MISSING(ErrorCategory.FIXTURE),
    /** A column that stands twice in a header or in an object. */
    COLUMN_DUPLICATE(ErrorCategory.FIXTURE),
    /** A value that does not fit the type of its column. */
    VALUE_INVALID(ErrorCategory.FIXTURE),
    /** A local time that a daylight-saving change skips or repeats. */
    TIME_AMBIGUOUS(ErrorCategory.FIXTURE),
    /** NULL in a column that is NOT NULL. */
    CONSTRAINT_NOT_NULL(ErrorCategory.FIXTURE),
    /** Two rows with the same primary or unique key. */
    CONSTRAINT_KEY(ErrorCategory.FIXTURE),
    /** A row that refers by a foreign key to a row that is not there. */
    CONSTRAINT_FOREIGN_KEY(ErrorCategory.FIXTURE),
    /** A row that breaks a CHECK of its table. */
    CONSTRAINT_CHECK(ErrorCategory.FIXTURE),
    /** A pipeline that asks for the time and a fixture that declares no clock. */
    CLOCK_MISSING(ErrorCategory.FIXTURE),

    /** The revision, version or directory that a baseline names does not exist. */
    BASELINE_UNKNOWN(ErrorCategory.BASELINE),
    /** Nobody could say whether the baseline exists: no network, no permission, offline. */
    BASELINE_UNREACHABLE(ErrorCategory.BASELINE),
    /** The baseline is there and cannot be used: corrupt, or it holds files that lead elsewhere. */
    BASELINE_BROKEN(ErrorCategory.BASELINE),
    /** The baseline is there and holds no pipeline. */
    BASELINE_WITHOUT_PIPELINES(ErrorCategory.BASELINE),

    /** A query that failed while it ran. */
    QUERY_FAILED(ErrorCategory.REPLAY),
    /** A query that ran longer than the time limit. */
    QUERY_TIMEOUT(ErrorCategory.REPLAY),
    /** A query that needed more than the memory limit. */
    QUERY_OUT_OF_MEMORY(ErrorCategory.REPLAY),
    /** A fixture that excuses a difference between engines which is not there. */
    EXCUSE_STALE(ErrorCategory.FIXTURE),

    /** An engine that broke down instead of telling what is wrong. */
    ENGINE_FAILED(ErrorCategory.REPLAY),
    /** A changelog that takes back rows it never gave. */
    CHANGELOG_OVERDRAWN(ErrorCategory.REPLAY),
    /** A metric that was not computed because a model it reads failed. */
    UPSTREAM_FAILED(ErrorCategory.REPLAY),
    /** A law that could not be tested: its replays took too long or needed too much memory. */
    LAW_NOT_TESTED(ErrorCategory.REPLAY),

    /** An entry of the changes file that contradicts itself, or that lacks something. */
    CHANGE_INVALID(ErrorCategory.CHANGES),
    /** An entry of the changes file without a reason. */
    CHANGE_UNFINISHED(ErrorCategory.CHANGES),
    /** An entry of the changes file for a change that is not there any more. */
    CHANGE_STALE(ErrorCategory.CHANGES),
    /** An entry of the changes file that allows more than what is observed. */
    CHANGE_TOO_BROAD(ErrorCategory.CHANGES),
    /** An entry of the changes file whose last day is over. */
    CHANGE_EXPIRED(ErrorCategory.CHANGES),
    /** An entry of the ratchet file for a metric that is not there. */
    RATCHET_STALE(ErrorCategory.CHANGES);

    private final ErrorCategory category;

    ErrorCode(ErrorCategory category) {
        this.category = category;
    }

    /** Whose move it is. */
    public ErrorCategory category() {
        return category;
    }
}
