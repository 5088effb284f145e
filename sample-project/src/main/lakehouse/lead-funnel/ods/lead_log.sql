-- Each entry of the change log once.
SELECT DISTINCT log_position, tenant_id, lead_id, stage, employee_id, changed_at
FROM lead_changes
