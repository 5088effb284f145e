-- One row per lead: the day of the tenant it was created on, and the stages it reached so far.
-- A lead whose creation is older than the log cannot be put into a day and is left out.
SELECT
    log.tenant_id,
    log.lead_id,
    (MIN(log.changed_at) FILTER (WHERE log.stage = 'created') AT TIME ZONE tenant.time_zone)::DATE AS created_on,
    bool_or(log.stage = 'assigned') AS is_assigned,
    bool_or(log.stage = 'followed_up') AS is_followed_up,
    bool_or(log.stage = 'won') AS is_won
FROM lead_log AS log
JOIN live_tenants AS tenant USING (tenant_id)
GROUP BY log.tenant_id, log.lead_id, tenant.time_zone
HAVING bool_or(log.stage = 'created')
