-- What happened last
-- Events by the day they happened or, if they start later, the day they were first told. :rows says how many (20 if empty); :before is a day with an event id (2026-11-21!id) to go on from.
SELECT events.id AS event_id, headline, min(date, substr(told, 1, 10)) AS day, date, action, stage, minerals, actors, targets,
       via, sources, official, languages, instrument,
       coalesce(effective, announced) IS NULL AS undated
FROM events
WHERE min(date, substr(told, 1, 10)) <= coalesce(nullif(substr(:before, 1, 10), ''), '9999')
  AND min(date, substr(told, 1, 10)) || '!' || events.id < coalesce(nullif(:before, ''), '9999')
ORDER BY min(date, substr(told, 1, 10)) DESC, events.id DESC
LIMIT coalesce(nullif(:rows, ''), 20)
