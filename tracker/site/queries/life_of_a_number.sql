-- What has been told about an official number?
-- Every event of the act with the number :instrument, and every event of another act that says to change it, oldest first.
-- :instrument (CN-MOFCOM 2024/46) An official number in normal form.
WITH act(id) AS (SELECT id FROM measures WHERE instrument = :instrument), these(event_id) AS (
    SELECT events.id FROM act CROSS JOIN events ON events.measure_id = act.id
    UNION
    SELECT steps.event_id FROM act CROSS JOIN steps ON steps.measure_id = act.id WHERE steps.event_id IS NOT NULL
)
SELECT events.date, events.id AS event_id, events.headline, events.stage, events.relation, events.instrument,
       events.affects, events.until, events.sources, events.official
FROM these CROSS JOIN events ON events.id = these.event_id
ORDER BY events.date, events.id
LIMIT 300
