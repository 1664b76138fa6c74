-- How did the picture of a measure change as texts came out?
-- Every state of the parts of the measure :measure by the day from which it was known: what was read at first, and what replaced it.
-- :measure (cn-mofcom-2024-46) A measure's id: issuer, year and number.
SELECT spans.known_since, spans.known_until, scopes.action, scopes.paragraph, spans.state, spans.since, spans.until,
       spans.next_change, spans.why
FROM spans JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
WHERE spans.measure_id = :measure
ORDER BY spans.known_since, spans.scope_id, spans.since
LIMIT 500
