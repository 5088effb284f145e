/* @metric
description: Of the leads created on a day of the tenant, how many came how far, whenever they did
key: [tenant_id, day]
window: {column: day, size: 1 day}
checks: ["win_rate BETWEEN 0 AND 1", "won <= created"]
*/
SELECT
    tenant_id,
    created_on AS day,
    COUNT(*) AS created,
    COUNT(*) FILTER (WHERE is_assigned) AS assigned,
    COUNT(*) FILTER (WHERE is_followed_up) AS followed_up,
    COUNT(*) FILTER (WHERE is_won) AS won,
    ROUND(won / created, 4)::DECIMAL(9, 4) AS win_rate
FROM leads
GROUP BY ALL
