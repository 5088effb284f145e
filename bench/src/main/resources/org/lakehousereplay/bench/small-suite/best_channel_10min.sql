/* @metric
description: The channel with the highest GMV of each ten-minute window
key: [window_start]
window: {column: window_start, size: 10 minutes}
*/
SELECT window_start, channel, gmv
FROM (
    SELECT time_bucket(INTERVAL 10 MINUTE, paid_at) AS window_start, channel, SUM(amount) AS gmv
    FROM orders
    GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY window_start ORDER BY gmv DESC, channel) = 1
