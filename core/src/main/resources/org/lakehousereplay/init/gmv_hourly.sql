/* @metric
description: GMV and buyers per hour
unit: CNY
key: [window_start]
window: {column: window_start, size: 1 hour}
*/
SELECT
    time_bucket(INTERVAL 1 HOUR, paid_at) AS window_start,
    SUM(amount) AS gmv,
    COUNT(DISTINCT user_id) AS buyers
FROM orders
WHERE paid_at IS NOT NULL
GROUP BY ALL
