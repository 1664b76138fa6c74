-- The events about a measure
-- Events that tell of the measure :measure itself, or that moved its state; the latest first.
SELECT events.id AS event_id, headline, min(date, substr(told, 1, 10)) AS day, date, action, stage, minerals, actors, targets,
       via, sources, official, languages, instrument, coalesce(effective, announced) IS NULL AS undated
FROM events
WHERE events.id IN (
    SELECT id FROM events WHERE measure_id = :measure
    UNION SELECT event_id FROM steps WHERE measure_id = :measure AND event_id IS NOT NULL)
ORDER BY min(date, substr(told, 1, 10)) DESC, events.id DESC
LIMIT 200
