/* @metric
description: GMV, buyers, visitors and conversion in ten-minute windows by channel
key: [window_start, channel]
window: {column: window_start, size: 10 minutes}
*/
WITH paid AS (
    SELECT time_bucket(INTERVAL 10 MINUTE, paid_at) AS window_start,
           channel,
           SUM(amount) AS gmv,
           COUNT(DISTINCT user_id) AS buyers
    FROM orders
    GROUP BY ALL
),
seen AS (
    SELECT time_bucket(INTERVAL 10 MINUTE, ts) AS window_start,
           channel,
           COUNT(DISTINCT user_id) AS visitors,
           COUNT(*) FILTER (event = 'view') AS views,
           COUNT(*) FILTER (event = 'click') AS clicks
    FROM events
    GROUP BY ALL
)
SELECT window_start, channel, gmv, buyers, visitors, views, clicks,
       round(buyers / nullif(visitors, 0), 6) AS conversion
FROM paid FULL JOIN seen USING (window_start, channel)
