-- The states of a measure over time
-- Every state that the scopes of the measure :measure were, are and by their texts will be in, as known on the day :known (today if empty).
SELECT spans.scope_id, spans.state, spans.since, spans.until, spans.next_change, spans.why, spans.step_id,
       spans.known_since, spans.known_until
FROM spans
WHERE spans.measure_id = :measure
  AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
  AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
ORDER BY spans.scope_id, spans.since
