/* @metric
description: The channel with the highest GMV of each ten-minute window; of equals, the first by name
unit: CNY
key: [window_start]
window: {column: window_start, size: 10 minutes}
*/
SELECT
    time_bucket(INTERVAL 10 MINUTE, booked_at) AS window_start,
    channel,
    SUM(amount)::DECIMAL(18, 2) AS gmv
FROM order_ledger
GROUP BY window_start, channel
HAVING SUM(amount) > 0 -- a channel that gave back all it took is nobody's best
QUALIFY row_number() OVER (PARTITION BY window_start ORDER BY gmv DESC, channel) = 1
