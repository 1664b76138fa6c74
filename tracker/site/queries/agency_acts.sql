-- What has an authority done since a day?
-- Events in which the authority :agency acts, since :since, newest first.
-- :agency (cn-mofcom) An authority's id, as the table terms has it.
-- :since (2025-01-01) First day, as YYYY-MM-DD; everything if empty.
SELECT events.date, events.id AS event_id, events.headline, events.action, events.stage, events.targets,
       events.minerals, events.instrument, events.measure_id, events.sources, events.official
FROM event_agencies CROSS JOIN events ON events.id = event_agencies.event_id
WHERE event_agencies.agency = :agency AND event_agencies.date >= :since
ORDER BY event_agencies.date DESC, events.id
LIMIT 300
