-- One row per lead with the first time it reached each stage, and the day of the tenant it was created on.
-- A lead whose creation is older than the log cannot be put into a day and is left out.
SELECT
    log.tenant_id,
    log.lead_id,
    MIN(log.changed_at) FILTER (WHERE log.stage = 'created') AS created_at,
    MIN(log.changed_at) FILTER (WHERE log.stage = 'assigned') AS assigned_at,
    MIN(log.changed_at) FILTER (WHERE log.stage = 'followed_up') AS followed_up_at,
    MIN(log.changed_at) FILTER (WHERE log.stage = 'won') AS won_at,
    (created_at AT TIME ZONE tenant.time_zone)::DATE AS created_on
FROM lead_log AS log
JOIN live_tenants AS tenant USING (tenant_id)
GROUP BY log.tenant_id, log.lead_id, tenant.time_zone
HAVING created_at IS NOT NULL
