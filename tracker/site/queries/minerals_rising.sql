-- Which minerals make more news than before?
-- Events of the :days days to the day :on, by mineral, beside those of as many days before.
-- :on (2025-12-31) The last day to count, as YYYY-MM-DD; today if empty.
-- :days (365) A number of days; 90 if empty.
WITH clock(last, days) AS (
    SELECT coalesce(nullif(:on, ''), date('now')), CAST(coalesce(nullif(:days, ''), '90') AS INTEGER)
), ends(last, middle, first) AS (
    SELECT last, date(last, '-' || days || ' days'), date(last, '-' || (2 * days) || ' days') FROM clock
)
SELECT mineral.value AS mineral, sum(events.date > ends.middle) AS events, sum(events.date <= ends.middle) AS before,
       sum(events.date > ends.middle) - sum(events.date <= ends.middle) AS more, max(events.date) AS latest
FROM ends CROSS JOIN events ON events.date > ends.first AND events.date <= ends.last, json_each(events.minerals) AS mineral
GROUP BY 1
ORDER BY more DESC, events DESC, 1
LIMIT 200
