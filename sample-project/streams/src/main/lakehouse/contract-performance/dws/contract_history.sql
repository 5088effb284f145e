/* @metric
description: Every change of a contract, before and after, in the order of time
unit: CNY
key: [contract_id, before_updated_at]
checks:
  - before_updated_at < after_updated_at
*/
CREATE TABLE IF NOT EXISTS dws.contract_history (
    contract_id BIGINT,
    before_updated_at TIMESTAMP(3),
    before_paid_amount DECIMAL(12, 2),
    before_paid_ratio DECIMAL(5, 2),
    after_updated_at TIMESTAMP(3),
    after_paid_amount DECIMAL(12, 2),
    after_paid_ratio DECIMAL(5, 2),
    PRIMARY KEY (contract_id, before_updated_at) NOT ENFORCED
) WITH (
    'bucket' = '1',
    'merge-engine' = 'deduplicate',
    'changelog-producer' = 'lookup'
);

-- A message that is delivered again changes nothing: its version begins and ends at the same time.
INSERT INTO dws.contract_history
SELECT
    contract_id,
    before_updated_at,
    before_paid_amount,
    before_paid_ratio,
    after_updated_at,
    after_paid_amount,
    after_paid_ratio
FROM dwd.`contract_change$audit_log`
WHERE rowkind IN ('+I', '+U') AND before_updated_at <> after_updated_at;
