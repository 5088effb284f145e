/* @metric
description: Page views (PV), browsers (UV) and signed-in people (DAU) per day of the tenant
key: [tenant_id, day]
window: {column: day, size: 1 day}
*/
SELECT
    tenant_id,
    day,
    COUNT(*) AS page_views,
    COUNT(DISTINCT visitor_id) AS unique_visitors,
    COUNT(DISTINCT user_id) AS daily_active_users
FROM tenant_page_views
GROUP BY ALL
