-- How what an event moved stands today
-- The legal state today, as known today, of every scope whose life the event :event has moved. An act that took effect two years ago may sleep today.
SELECT DISTINCT spans.measure_id, measures.instrument, spans.state,
       CASE spans.state WHEN 'suspended' THEN spans.until END AS until
FROM steps
JOIN spans ON spans.measure_id = steps.measure_id AND spans.scope_id = steps.scope_id
JOIN measures ON measures.id = steps.measure_id
WHERE steps.event_id = :event
  AND spans.since <= date('now') AND (spans.until IS NULL OR date('now') <= spans.until)
  AND spans.known_since <= date('now') AND (spans.known_until IS NULL OR date('now') <= spans.known_until)
ORDER BY spans.measure_id, spans.state
