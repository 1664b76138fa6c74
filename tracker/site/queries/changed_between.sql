-- What changed in law between two days?
-- Every step in the life of a measure dated from :since to :until (YYYY-MM-DD), with the passage behind it.
SELECT steps.date, steps.kind, steps.measure_id, measures.instrument, scopes.action, scopes.minerals, scopes.targets,
       steps.by, steps.event_id, claims.quote
FROM steps
JOIN measures ON measures.id = steps.measure_id
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
JOIN claims ON claims.id = steps.claim_id
WHERE steps.date >= :since AND steps.date <= coalesce(nullif(:until, ''), '9999')
ORDER BY steps.date DESC, steps.measure_id
