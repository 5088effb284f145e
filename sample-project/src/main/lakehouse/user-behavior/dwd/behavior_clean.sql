-- Each event once, in the day of the shop (UTC+8) that it happened in, not the one it arrived in.
-- More than an hour late is too late: the stream job has closed the window by then, and batch must agree with it.
SELECT
    event_id,
    user_id,
    event,
    event_time,
    is_anomalous,
    (event_time AT TIME ZONE 'Asia/Shanghai')::DATE AS day
FROM behavior
WHERE received_at <= event_time + INTERVAL 1 HOUR
QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY received_at) = 1
