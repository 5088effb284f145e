/* @metric
description: How probable each kind of event is among all events, most probable first; of equals, by name
key: [event]
ordered: true
*/
SELECT
    event,
    COUNT(*) AS occurrences,
    ROUND(COUNT(*) / SUM(COUNT(*)) OVER (), 4)::DECIMAL(9, 4) AS probability
FROM behavior_clean
GROUP BY event
ORDER BY occurrences DESC, event::VARCHAR -- an enum sorts by its declaration
