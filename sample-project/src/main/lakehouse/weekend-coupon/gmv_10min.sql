/* @metric
description: GMV, buyers, traffic, ARPU and conversion in ten-minute windows
unit: CNY
key: [window_start]
window: {column: window_start, size: 10 minutes}
checks:
  - buyers >= 0 AND views >= 0 AND clicks >= 0
  - {check: conversion <= 1, threshold: 50 %} # more buyers than views: exposures come late, which happens
laws: [order-insensitive, {idempotent: [orders, events]}] # both are delivered at least once
*/
WITH sales AS (
    SELECT
        time_bucket(INTERVAL 10 MINUTE, booked_at) AS window_start,
        SUM(amount) AS gmv,
        COUNT(DISTINCT user_id) FILTER (WHERE entry = 'payment') AS buyers
    FROM order_ledger
    GROUP BY ALL
),
traffic AS (
    SELECT
        time_bucket(INTERVAL 10 MINUTE, ts) AS window_start,
        COUNT(*) FILTER (WHERE event = 'view') AS views,
        COUNT(*) FILTER (WHERE event = 'click') AS clicks
    FROM events_clean
    GROUP BY ALL
),
windows AS (
    -- A full join: a window with sales only, or with traffic only, is a finding and must not vanish.
    SELECT
        window_start,
        COALESCE(gmv, 0)::DECIMAL(18, 2) AS gmv,
        COALESCE(buyers, 0) AS buyers,
        COALESCE(views, 0) AS views,
        COALESCE(clicks, 0) AS clicks
    FROM sales
    FULL JOIN traffic USING (window_start)
)
SELECT
    window_start,
    gmv,
    buyers,
    views,
    clicks,
    ROUND(gmv / NULLIF(buyers, 0), 2)::DECIMAL(18, 2) AS arpu,
    ROUND(buyers / NULLIF(views, 0), 4)::DECIMAL(9, 4) AS conversion
FROM windows
