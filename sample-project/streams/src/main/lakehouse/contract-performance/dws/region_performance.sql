/* @metric
description: Projects of a region, and what their clients have paid by now
unit: CNY
key: [region_code]
checks:
  - projects >= 0
  - paid_amount >= 0
changelog: true
*/
CREATE TABLE IF NOT EXISTS dws.region_performance (
    region_code STRING,
    projects BIGINT,
    paid_amount DECIMAL(16, 2),
    PRIMARY KEY (region_code) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'aggregation',
    'changelog-producer' = 'lookup',
    'fields.projects.aggregate-function' = 'sum',
    'fields.paid_amount.aggregate-function' = 'sum'
);

-- The flow of performance: a row that comes adds, a row that goes takes away. Without the sign, a payment that raises
-- 500 to 600 counts as 1,100.
INSERT INTO dws.region_performance
SELECT region_code, entry, CAST(entry * paid_amount AS DECIMAL(16, 2))
FROM (
    SELECT
        region_code,
        COALESCE(paid_amount, 0) AS paid_amount,
        CASE WHEN rowkind IN ('+I', '+U') THEN CAST(1 AS BIGINT) ELSE CAST(-1 AS BIGINT) END AS entry
    FROM dwd.`project_wide$audit_log`
    WHERE region_code IS NOT NULL AND NOT COALESCE(is_removed, FALSE)
);
