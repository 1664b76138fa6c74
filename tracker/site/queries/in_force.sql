-- What is in force, on any day, as known on any day?
-- The legal state of every scope of every measure on the day :on, as the texts known on the day :known had it. Leave both empty for today. Ended scopes are left out.
-- whole: spans
-- :on (2025-12-01) The day on which it holds, as YYYY-MM-DD; today if empty.
-- :known (2025-12-01) The day whose published texts count, as YYYY-MM-DD; today if empty.
SELECT spans.measure_id, measures.instrument, measures.name, measures.title, measures.actors, spans.scope_id, scopes.action,
       scopes.paragraph, scopes.minerals, scopes.targets, spans.state, spans.since, spans.until, spans.next_change,
       spans.why
FROM spans
JOIN measures ON measures.id = spans.measure_id
JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
WHERE spans.state <> 'ended'
  AND spans.since <= coalesce(nullif(:on, ''), date('now'))
  AND (spans.until IS NULL OR coalesce(nullif(:on, ''), date('now')) <= spans.until)
  AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
  AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
ORDER BY measures.actors, spans.measure_id, spans.scope_id
