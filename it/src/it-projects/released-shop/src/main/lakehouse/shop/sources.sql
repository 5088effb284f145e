CREATE TABLE orders (
    order_id BIGINT PRIMARY KEY,
    user_id  BIGINT NOT NULL,
    amount   DECIMAL(12, 2) NOT NULL,
    status   VARCHAR NOT NULL,
    paid_at  TIMESTAMP NOT NULL
);
