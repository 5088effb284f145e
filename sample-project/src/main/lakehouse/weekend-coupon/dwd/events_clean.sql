-- Exposure and clicks, each once: the same user, event, instant and channel is a second delivery.
SELECT DISTINCT user_id, event, ts, channel
FROM events
WHERE event IN ('view', 'click')
