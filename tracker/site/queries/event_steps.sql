-- What an event changed
-- The steps in the lives of measures that the event :event caused.
SELECT steps.measure_id, measures.instrument, measures.title, steps.scope_id, scopes.action, scopes.minerals,
       scopes.targets, scopes.paragraph, steps.kind, steps.date, steps.until, steps.tier
FROM steps
JOIN measures ON measures.id = steps.measure_id
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
WHERE steps.event_id = :event
ORDER BY steps.measure_id, steps.date, steps.scope_id
