/* @metric
description: When enough of a contract was paid for the first time, which is when its team has earned the commission
unit: CNY
key: [contract_id]
checks:
  - paid_ratio >= required_ratio
*/
CREATE TABLE IF NOT EXISTS dws.contract_reached (
    contract_id BIGINT,
    reached_at TIMESTAMP(3),
    paid_amount DECIMAL(12, 2),
    paid_ratio DECIMAL(5, 2),
    required_ratio DECIMAL(5, 2),
    PRIMARY KEY (contract_id) NOT ENFORCED
) WITH (
    'bucket' = '1',
    -- The first time stands, whatever is refunded and paid again later.
    'merge-engine' = 'first-row',
    'changelog-producer' = 'lookup'
);

-- It is the change that passes the threshold which counts, dated as the contract's last change: a payment, or a lower
-- threshold. A contract may also be there from its first row on.
INSERT INTO dws.contract_reached
SELECT contract_id, after_updated_at, after_paid_amount, after_paid_ratio, after_required_ratio
FROM dwd.`contract_change$audit_log`
WHERE rowkind IN ('+I', '+U')
    AND before_paid_ratio < before_required_ratio
    AND after_paid_ratio >= after_required_ratio
UNION ALL
SELECT contract_id, updated_at, paid_amount, paid_ratio, required_ratio
FROM ods.`contract$audit_log`
WHERE rowkind = '+I' AND paid_ratio >= required_ratio;
