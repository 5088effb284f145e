-- What moves GMV: a payment when it is made, a refund when the money goes back. So a window that is over keeps
-- its figures. The inner join leaves out refunds of orders that never counted.
SELECT paid_at AS booked_at, 'payment' AS entry, user_id, channel, amount
FROM orders_clean
UNION ALL
SELECT refunds.refunded_at, 'refund', orders_clean.user_id, orders_clean.channel, -refunds.amount
FROM refunds
JOIN orders_clean USING (order_id)
