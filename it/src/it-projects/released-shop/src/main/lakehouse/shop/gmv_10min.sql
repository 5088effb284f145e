/* @metric
description: Paid amount and buyers in ten-minute windows
unit: CNY
key: [window_start]
window: {column: window_start, size: 10 minutes}
*/
SELECT
    time_bucket(INTERVAL 10 MINUTE, paid_at) AS window_start,
    SUM(amount) AS gmv,
    COUNT(DISTINCT user_id) AS buyers
FROM orders
WHERE status = 'PAID'
GROUP BY ALL
