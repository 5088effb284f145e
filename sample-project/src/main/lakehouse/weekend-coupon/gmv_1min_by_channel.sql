/* @metric
description: GMV, buyers, traffic, ARPU and conversion per minute and channel
unit: CNY
key: [window_start, channel]
window: {column: window_start, size: 1 minute}
laws: [{additive: [channel], measures: [gmv]}] # and not buyers: who buys in two channels is one buyer
*/
WITH sales AS (
    SELECT
        time_bucket(INTERVAL 1 MINUTE, booked_at) AS window_start,
        channel,
        SUM(amount) AS gmv,
        COUNT(DISTINCT user_id) FILTER (WHERE entry = 'payment') AS buyers
    FROM order_ledger
    GROUP BY ALL
),
traffic AS (
    SELECT
        time_bucket(INTERVAL 1 MINUTE, ts) AS window_start,
        channel,
        COUNT(*) FILTER (WHERE event = 'view') AS views,
        COUNT(*) FILTER (WHERE event = 'click') AS clicks
    FROM events_clean
    GROUP BY ALL
),
windows AS (
    SELECT
        window_start,
        channel,
        COALESCE(gmv, 0)::DECIMAL(18, 2) AS gmv,
        COALESCE(buyers, 0) AS buyers,
        COALESCE(views, 0) AS views,
        COALESCE(clicks, 0) AS clicks
    FROM sales
    FULL JOIN traffic USING (window_start, channel)
)
SELECT
    window_start,
    channel,
    gmv,
    buyers,
    views,
    clicks,
    ROUND(gmv / NULLIF(buyers, 0), 2)::DECIMAL(18, 2) AS arpu,
    ROUND(buyers / NULLIF(views, 0), 4)::DECIMAL(9, 4) AS conversion
FROM windows
