-- All times are the shop's wall clock (Asia/Shanghai, no daylight saving), therefore TIMESTAMP.

-- As the till delivers them: at least once. An order may come twice, so order_id is no primary key here;
-- dwd/orders_clean.sql makes it one.
CREATE TABLE orders (
    order_id BIGINT NOT NULL,
    user_id VARCHAR NOT NULL,
    amount DECIMAL(12, 2) NOT NULL CHECK (amount >= 0),
    channel VARCHAR NOT NULL,
    paid_at TIMESTAMP -- NULL while the order waits for its payment
);

CREATE TABLE refunds (
    refund_id BIGINT PRIMARY KEY,
    order_id BIGINT NOT NULL,
    amount DECIMAL(12, 2) NOT NULL CHECK (amount > 0),
    refunded_at TIMESTAMP NOT NULL
);

-- Tracking events have no id and are delivered at least once: no primary key either.
CREATE TABLE events (
    user_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    ts TIMESTAMP NOT NULL,
    channel VARCHAR NOT NULL
);
