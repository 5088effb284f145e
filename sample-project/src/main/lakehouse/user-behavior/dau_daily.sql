/* @metric
description: Registered users who were active that day, and their share of all registered by then
key: [day]
window: {column: day, size: 1 day}
*/
WITH members AS (
    SELECT user_id, (registered_at AT TIME ZONE 'Asia/Shanghai')::DATE AS registered_on
    FROM users
),
active AS (
    -- An inner join: guests, and members before they registered, are visitors but no active users.
    SELECT behavior_clean.day, COUNT(DISTINCT behavior_clean.user_id) AS active_users
    FROM behavior_clean
    JOIN members
        ON members.user_id = behavior_clean.user_id
        AND members.registered_on <= behavior_clean.day
    GROUP BY behavior_clean.day
),
daily AS (
    SELECT
        day,
        active_users,
        (SELECT COUNT(*) FROM members WHERE members.registered_on <= active.day) AS registered_users
    FROM active
)
SELECT
    day,
    active_users,
    registered_users,
    ROUND(active_users / NULLIF(registered_users, 0), 4)::DECIMAL(9, 4) AS active_share
FROM daily
