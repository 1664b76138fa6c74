-- How long before the authority did the press tell it?
-- Events since :since told both by an authority and by others, with the days between the first telling and the first official one.
-- :since (2024-01-01) First day of the events, as YYYY-MM-DD; everything if empty.
SELECT events.id AS event_id, headline, date, substr(told, 1, 10) AS first_told,
       substr(told_officially, 1, 10) AS first_official,
       cast(julianday(told_officially) - julianday(told) AS INTEGER) AS days_before
FROM events
WHERE date >= :since AND told_officially > told
ORDER BY days_before DESC, date DESC
LIMIT 500
