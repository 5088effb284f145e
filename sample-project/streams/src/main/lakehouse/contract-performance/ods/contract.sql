-- What a client has signed for, and how much of it is paid: every payment and every refund updates the row.
CREATE TEMPORARY TABLE contract_binlog (
    contract_id BIGINT,
    project_id BIGINT,
    contract_amount DECIMAL(12, 2),
    paid_amount DECIMAL(12, 2),
    required_ratio DECIMAL(5, 2), -- percent that has to be paid before anybody earns a commission
    updated_at TIMESTAMP(3),
    PRIMARY KEY (contract_id) NOT ENFORCED
) WITH (
    'connector' = 'mysql-cdc',
    'hostname' = 'finance-db.internal',
    'username' = 'flink',
    'password' = 'from-the-vault',
    'database-name' = 'finance',
    'table-name' = 'contract',
    'server-time-zone' = 'Asia/Shanghai'
);

CREATE TABLE IF NOT EXISTS ods.contract (
    contract_id BIGINT,
    project_id BIGINT,
    contract_amount DECIMAL(12, 2),
    paid_amount DECIMAL(12, 2),
    paid_ratio DECIMAL(5, 2),
    required_ratio DECIMAL(5, 2),
    updated_at TIMESTAMP(3),
    PRIMARY KEY (contract_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    -- Brings back the row before an update, which the layers above subtract.
    'changelog-producer' = 'lookup',
    'sequence.field' = 'updated_at'
);

INSERT INTO ods.contract
SELECT
    contract_id,
    project_id,
    contract_amount,
    paid_amount,
    -- Cut off, not rounded: 19.999 % has not passed a threshold of 20 %.
    COALESCE(CAST(TRUNCATE(paid_amount * 100 / NULLIF(contract_amount, 0), 2) AS DECIMAL(5, 2)), 0) AS paid_ratio,
    required_ratio,
    updated_at
FROM contract_binlog;
