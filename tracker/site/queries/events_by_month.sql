-- How much happened, month by month?
-- Events of each of the 24 months to the day :until (today if empty). An event that lies ahead stands at the day it was told.
-- :until (2025-12-31) Last day, as YYYY-MM-DD; today if empty.
WITH RECURSIVE last(day) AS (
    SELECT coalesce(nullif(:until, ''), date('now'))
), months(month) AS (
    SELECT strftime('%Y-%m', day, 'start of month', '-23 months') FROM last
    UNION ALL
    SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM months, last WHERE month < strftime('%Y-%m', day)
)
SELECT month, (
    SELECT count(*) FROM events
    WHERE min(events.date, substr(events.told, 1, 10)) >= months.month
      AND min(events.date, substr(events.told, 1, 10)) <= min(months.month || '-31', (SELECT day FROM last))
) AS events
FROM months ORDER BY month
