-- What did we learn between two days?
-- Steps that became known from :since to :until (YYYY-MM-DD), whatever their own date.
-- whole: steps
-- :since (2025-11-01) First day, as YYYY-MM-DD.
-- :until (2025-11-30) Last day, as YYYY-MM-DD; none if empty.
SELECT steps.known, steps.date, steps.kind, steps.measure_id, measures.instrument, scopes.action, steps.tier,
       steps.event_id
FROM steps
JOIN measures ON measures.id = steps.measure_id
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
WHERE steps.known >= :since AND steps.known <= coalesce(nullif(:until, ''), '9999')
ORDER BY steps.known DESC, steps.measure_id
