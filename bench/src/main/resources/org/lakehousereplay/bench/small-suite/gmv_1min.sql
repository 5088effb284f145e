/* @metric
description: GMV and orders per minute
unit: CNY
key: [window_start, channel]
window: {column: window_start, size: 1 minute}
*/
SELECT time_bucket(INTERVAL 1 MINUTE, paid_at) AS window_start, channel, SUM(amount) AS gmv, COUNT(*) AS orders
FROM orders
GROUP BY ALL
