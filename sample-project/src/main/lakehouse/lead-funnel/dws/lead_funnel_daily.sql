/* @metric
description: Of the leads created on a day of the tenant, how many came how far, whenever they did
key: [tenant_id, day]
window: {column: day, size: 1 day}
*/
SELECT
    tenant_id,
    created_on AS day,
    COUNT(*) AS created,
    COUNT(assigned_at) AS assigned,
    COUNT(followed_up_at) AS followed_up,
    COUNT(won_at) AS won,
    ROUND(won / created, 4)::DECIMAL(9, 4) AS win_rate
FROM lead_timeline
GROUP BY ALL
