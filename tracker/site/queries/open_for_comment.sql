-- Which proposals can still be commented on?
-- Last days for comments from the day :on, soonest first, with the proposal and where it is told.
-- :on (2026-11-22) The day to look from, as YYYY-MM-DD; today if empty.
SELECT dates.day AS last_day, dates.certainty, dates.what, dates.measure_id, dates.event_id, events.headline,
       events.actors, events.minerals, coalesce(nullif(dates.source, ''), articles.url) AS source
FROM dates
LEFT JOIN events ON events.id = dates.event_id
LEFT JOIN claims ON claims.id = events.lead
LEFT JOIN articles ON articles.id = claims.article_id
WHERE dates.kind = 'closes' AND dates.day >= coalesce(nullif(:on, ''), date('now'))
ORDER BY dates.day, dates.owner
LIMIT 200
