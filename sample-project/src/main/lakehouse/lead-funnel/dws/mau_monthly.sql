/* @metric
description: Signed-in people per month of the tenant (MAU); each once, so never the sum of the days
key: [tenant_id, month_start]
window: {column: month_start, size: 1 month}
*/
SELECT
    tenant_id,
    date_trunc('month', day)::DATE AS month_start,
    COUNT(DISTINCT user_id) AS monthly_active_users
FROM tenant_page_views
WHERE user_id IS NOT NULL -- a month of anonymous browsing is no month of use
GROUP BY ALL
