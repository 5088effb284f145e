/* @metric
description: The busiest ten-minute window of every press and day; of equally busy windows the earliest counts
unit: drinks
key: [day, press]
window: {column: window_start, size: 10 minutes}
*/
WITH press_windows AS (
    SELECT day, press, window_start, SUM(quantity) AS drinks
    FROM drinks
    GROUP BY day, press, window_start
)
SELECT
    day,
    press,
    window_start,
    CAST(drinks AS BIGINT) AS drinks,
    CAST(ROUND(drinks / SUM(drinks) OVER (PARTITION BY day, press), 4) AS DECIMAL(9, 4)) AS share_of_day
FROM press_windows
QUALIFY ROW_NUMBER() OVER (PARTITION BY day, press ORDER BY drinks DESC, window_start) = 1
