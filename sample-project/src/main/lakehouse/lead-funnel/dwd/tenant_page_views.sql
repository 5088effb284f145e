-- Page views with the day of the tenant they fall on.
SELECT
    views.tenant_id,
    views.visitor_id,
    views.user_id,
    (views.viewed_at AT TIME ZONE tenant.time_zone)::DATE AS day
FROM page_view_log AS views
JOIN live_tenants AS tenant USING (tenant_id)
