/* @metric
description: Drinks ordered per press and beverage in ten-minute windows
unit: drinks
key: [window_start, press, beverage]
window: {column: window_start, size: 10 minutes}
*/
SELECT
    window_start,
    press,
    beverage,
    COUNT(*) AS orders,
    CAST(SUM(quantity) AS BIGINT) AS drinks
FROM drinks
GROUP BY window_start, press, beverage
