-- Which pauses ran out, and nobody says what followed?
-- Parts of measures whose suspension has ended by its own text while no later text says whether they bind again: to be checked by hand, longest ago first.
-- whole: spans
-- :on (2026-11-28) The day on which it holds, as YYYY-MM-DD; today if empty.
-- :known () The day whose published texts count, as YYYY-MM-DD; today if empty.
SELECT spans.measure_id, measures.instrument, coalesce(nullif(measures.name, ''), measures.title) AS title, measures.actors, scopes.action, scopes.paragraph,
       scopes.minerals, scopes.targets, date(spans.since, '-1 day') AS last_day_of_pause, spans.why, steps.by,
       steps.event_id
FROM spans
JOIN measures ON measures.id = spans.measure_id
JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
LEFT JOIN steps ON steps.id = spans.step_id
WHERE spans.state = 'pause_ended_unconfirmed'
  AND spans.since <= coalesce(nullif(:on, ''), date('now'))
  AND (spans.until IS NULL OR coalesce(nullif(:on, ''), date('now')) <= spans.until)
  AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
  AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
ORDER BY spans.since, spans.measure_id, spans.scope_id
LIMIT 500
