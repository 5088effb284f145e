-- The presses stood in San Francisco: a day begins and ends there, whatever zone the database runs in.
SELECT
    order_id,
    ordered_at,
    time_bucket(INTERVAL 10 MINUTES, ordered_at) AS window_start,
    CAST(ordered_at AT TIME ZONE 'America/Los_Angeles' AS DATE) AS day,
    press,
    beverage,
    side,
    quantity
FROM orders
