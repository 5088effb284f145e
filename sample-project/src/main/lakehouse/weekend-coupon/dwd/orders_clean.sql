-- One row per paid order. When the till delivers an order again, the earliest payment stands.
SELECT order_id, user_id, amount, channel, paid_at
FROM orders
WHERE paid_at IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at, amount) = 1
