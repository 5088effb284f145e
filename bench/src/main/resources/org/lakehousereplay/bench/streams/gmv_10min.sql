INSERT INTO gmv_10min
SELECT window_start, channel, SUM(amount), COUNT(*)
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(paid_at), INTERVAL '10' MINUTES))
GROUP BY window_start, window_end, channel
