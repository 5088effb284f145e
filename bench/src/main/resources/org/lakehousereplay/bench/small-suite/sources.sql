CREATE TABLE orders (
    order_id BIGINT,
    user_id  VARCHAR,
    amount   DECIMAL(18, 2),
    channel  VARCHAR,
    paid_at  TIMESTAMP
);

CREATE TABLE events (
    user_id VARCHAR,
    event   VARCHAR,
    ts      TIMESTAMP,
    channel VARCHAR
);
