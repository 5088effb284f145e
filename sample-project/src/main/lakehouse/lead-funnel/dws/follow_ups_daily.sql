/* @metric
description: Follow-ups that employees made per day of the tenant, and how many leads they reached
key: [tenant_id, day, employee_id]
window: {column: day, size: 1 day}
*/
SELECT
    log.tenant_id,
    (log.changed_at AT TIME ZONE tenant.time_zone)::DATE AS day,
    log.employee_id,
    COUNT(*) AS follow_ups,
    COUNT(DISTINCT log.lead_id) AS leads
FROM lead_log AS log
JOIN live_tenants AS tenant USING (tenant_id)
WHERE log.stage = 'followed_up' AND log.employee_id IS NOT NULL
GROUP BY ALL
