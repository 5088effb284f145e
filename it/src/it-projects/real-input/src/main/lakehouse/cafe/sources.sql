CREATE TYPE press_side AS ENUM ('left', 'right');

CREATE TABLE orders (
    order_id       BIGINT PRIMARY KEY,
    ordered_at     TIMESTAMPTZ NOT NULL,
    press          VARCHAR NOT NULL,
    beverage_class VARCHAR NOT NULL,
    beverage       VARCHAR NOT NULL,
    side           press_side NOT NULL,
    quantity       INTEGER NOT NULL CHECK (quantity > 0)
);
