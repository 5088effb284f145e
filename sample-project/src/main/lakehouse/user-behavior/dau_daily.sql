/* @metric
description: Registered users who were active that day, and their share of all registered by then
key: [day]
window: {column: day, size: 1 day}
*/
WITH active AS (
    -- Guests have no row in users and are no active users: an inner join.
    SELECT day, COUNT(DISTINCT user_id) AS active_users
    FROM behavior_clean
    JOIN users USING (user_id)
    GROUP BY day
),
registered AS (
    SELECT (registered_at AT TIME ZONE 'Asia/Shanghai')::DATE AS day
    FROM users
),
daily AS (
    SELECT
        day,
        active_users,
        (SELECT COUNT(*) FROM registered WHERE registered.day <= active.day) AS registered_users
    FROM active
)
SELECT
    day,
    active_users,
    registered_users,
    ROUND(active_users / NULLIF(registered_users, 0), 4)::DECIMAL(9, 4) AS active_share
FROM daily
