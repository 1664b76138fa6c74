-- What changed in law between two days?
-- Every step in the life of a measure dated from :since to :until (YYYY-MM-DD), with the passage behind it or, where no text was read, the address at which the register has it.
-- :since (2025-11-01) First day, as YYYY-MM-DD.
-- :until (2025-11-30) Last day, as YYYY-MM-DD; none if empty.
SELECT steps.date, steps.kind, steps.measure_id, measures.instrument, scopes.action, scopes.minerals, scopes.targets,
       steps.by, steps.event_id, claims.quote, steps.source
FROM steps
JOIN measures ON measures.id = steps.measure_id
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
LEFT JOIN claims ON claims.id = steps.claim_id
WHERE steps.date >= :since AND steps.date <= coalesce(nullif(:until, ''), '9999')
ORDER BY steps.date DESC, steps.measure_id
