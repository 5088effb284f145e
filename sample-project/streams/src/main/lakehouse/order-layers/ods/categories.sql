CREATE TEMPORARY TABLE categories (
    category_id INT,
    category_name STRING,
    updated_at TIMESTAMP(3),
    PRIMARY KEY (category_id) NOT ENFORCED
) WITH (
    'connector' = 'kafka',
    'topic' = 'shop.categories',
    'properties.bootstrap.servers' = 'kafka-1:9092,kafka-2:9092',
    'properties.group.id' = 'ods_categories',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'maxwell-json'
);

CREATE TABLE IF NOT EXISTS ods_categories (
    category_id INT,
    category_name STRING,
    updated_at TIMESTAMP(3),
    PRIMARY KEY (category_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'changelog-producer' = 'lookup',
    'sequence.field' = 'updated_at'
);

INSERT INTO ods_categories
SELECT category_id, category_name, updated_at
FROM categories;
