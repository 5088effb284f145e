/* @metric
description: Drinks, beverages and the favourite of every day in San Francisco
unit: drinks
key: [day]
window: {column: day, size: 1 day}
*/
WITH beverages AS (
    SELECT day, beverage, SUM(quantity) AS drinks
    FROM drinks
    GROUP BY day, beverage
),
favourites AS (
    SELECT day, beverage
    FROM beverages
    QUALIFY ROW_NUMBER() OVER (PARTITION BY day ORDER BY drinks DESC, beverage) = 1
)
SELECT
    drinks.day,
    CAST(SUM(drinks.quantity) AS BIGINT) AS drinks,
    COUNT(DISTINCT drinks.press) AS presses,
    COUNT(DISTINCT drinks.beverage) AS beverages,
    ANY_VALUE(favourites.beverage) AS favourite,
    CAST(ROUND(
        COALESCE(SUM(drinks.quantity) FILTER (WHERE drinks.side = 'left'), 0) / SUM(drinks.quantity), 4
    ) AS DECIMAL(9, 4)) AS left_share,
    MIN(drinks.ordered_at) AS first_ordered_at,
    MAX(drinks.ordered_at) AS last_ordered_at
FROM drinks
JOIN favourites ON favourites.day = drinks.day
GROUP BY drinks.day
