-- What kind of thing happened, month by month?
-- Events by month and action since :since (YYYY-MM; everything if empty).
-- :since (2025-01) First month, as YYYY-MM; everything if empty.
SELECT substr(date, 1, 7) AS month, action, count(*) AS events
FROM events WHERE date >= :since
GROUP BY 1, 2 ORDER BY 1 DESC, 3 DESC
