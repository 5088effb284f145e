-- One row for each project: its region from the order system, what is paid from finance. Each side brings its own
-- columns and leaves those of the other alone.
CREATE TABLE IF NOT EXISTS dwd.project_wide (
    project_id BIGINT,
    city STRING,
    region_code STRING,
    is_removed BOOLEAN,
    contracts BIGINT,
    paid_amount DECIMAL(14, 2),
    PRIMARY KEY (project_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'partial-update',
    'changelog-producer' = 'lookup',
    -- A sum that changes takes its former value back first. Here the new one simply takes its place.
    'ignore-delete' = 'true'
);

-- A partial update cannot delete, so that a project was deleted becomes a column. A project may have several contracts;
-- the audit log has one row for each that comes (+I, +U) and goes (-U, -D), so their sum needs no further join.
INSERT INTO dwd.project_wide
SELECT
    project_id,
    city,
    region_code,
    rowkind = '-D' AS is_removed,
    CAST(NULL AS BIGINT) AS contracts,
    CAST(NULL AS DECIMAL(14, 2)) AS paid_amount
FROM ods.`project$audit_log`
WHERE rowkind <> '-U'
UNION ALL
SELECT
    project_id,
    CAST(NULL AS STRING),
    CAST(NULL AS STRING),
    CAST(NULL AS BOOLEAN),
    SUM(entry),
    CAST(SUM(entry * paid_amount) AS DECIMAL(14, 2))
FROM (
    SELECT
        project_id,
        paid_amount,
        CASE WHEN rowkind IN ('+I', '+U') THEN CAST(1 AS BIGINT) ELSE CAST(-1 AS BIGINT) END AS entry
    FROM ods.`contract$audit_log`
)
GROUP BY project_id;
