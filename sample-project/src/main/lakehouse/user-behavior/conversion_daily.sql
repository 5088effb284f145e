/* @metric
description: Purchasing users among visiting users per day; people, not clicks
key: [day]
window: {column: day, size: 1 day}
checks: ["conversion BETWEEN 0 AND 1"]
*/
SELECT
    day,
    COUNT(DISTINCT user_id) AS visitors,
    COUNT(DISTINCT user_id) FILTER (WHERE event = 'purchase') AS purchasers,
    ROUND(purchasers / visitors, 4)::DECIMAL(9, 4) AS conversion -- "/" keeps the fraction, "//" would not
FROM behavior_clean
GROUP BY day
