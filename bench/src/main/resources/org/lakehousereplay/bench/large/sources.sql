CREATE TABLE orders (
    order_id BIGINT,
    user_id  BIGINT,
    channel  VARCHAR,
    amount   DECIMAL(18, 2),
    paid_at  TIMESTAMP
);

CREATE TABLE events (
    event_id BIGINT,
    user_id  BIGINT,
    channel  VARCHAR,
    event    VARCHAR,
    ts       TIMESTAMP
);
