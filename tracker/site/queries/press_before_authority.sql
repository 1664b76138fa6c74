-- How long before the authority did the press tell it?
-- Events told both by an authority and by others, with the days between the first telling and the first official one.
SELECT events.id AS event_id, headline, date, substr(told, 1, 10) AS first_told,
       substr(told_officially, 1, 10) AS first_official,
       cast(julianday(told_officially) - julianday(told) AS INTEGER) AS days_before
FROM events
WHERE told_officially > told
ORDER BY days_before DESC, date DESC
