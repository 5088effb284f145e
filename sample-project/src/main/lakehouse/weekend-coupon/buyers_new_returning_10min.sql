/* @metric
description: Buyers of each ten-minute window, new when they never paid before the window began
key: [window_start]
window: {column: window_start, size: 10 minutes}
*/
WITH purchases AS (
    SELECT
        user_id,
        time_bucket(INTERVAL 10 MINUTE, paid_at) AS window_start,
        MIN(paid_at) OVER (PARTITION BY user_id) AS first_paid_at
    FROM orders_clean
)
SELECT
    window_start,
    COUNT(DISTINCT user_id) FILTER (WHERE first_paid_at >= window_start) AS new_buyers,
    COUNT(DISTINCT user_id) FILTER (WHERE first_paid_at < window_start) AS returning_buyers
FROM purchases
GROUP BY window_start
