-- What changes next
-- Changes of legal state that published texts announce for the :days (120 if empty) after the day :on, as the texts known on the day :known had it (today if empty).
WITH clock AS (
    SELECT coalesce(nullif(:on, ''), date('now')) AS day,
           date(coalesce(nullif(:on, ''), date('now')), '+' || coalesce(nullif(:days, ''), '120') || ' days') AS last,
           coalesce(nullif(:known, ''), date('now')) AS texts
), known AS NOT MATERIALIZED (
    SELECT spans.* FROM spans, clock
    WHERE spans.known_since <= clock.texts AND (spans.known_until IS NULL OR clock.texts <= spans.known_until)
)
SELECT now.next_change AS day, now.measure_id, measures.instrument, measures.name, measures.title, measures.actors, now.scope_id,
       scopes.action, scopes.minerals, scopes.targets, now.state, next.state AS next_state,
       coalesce(next.why, now.why) AS why
FROM clock
JOIN known AS now ON now.since <= clock.day AND (now.until IS NULL OR clock.day <= now.until)
     AND now.next_change > clock.day AND now.next_change <= clock.last
JOIN measures ON measures.id = now.measure_id
JOIN scopes ON scopes.measure_id = now.measure_id AND scopes.id = now.scope_id
LEFT JOIN spans AS next ON next.measure_id = now.measure_id AND next.scope_id = now.scope_id
     AND next.since IN (now.next_change, date(now.next_change, '+1 day'))
     AND next.known_since <= clock.texts AND (next.known_until IS NULL OR clock.texts <= next.known_until)
UNION ALL
SELECT steps.date, steps.measure_id, measures.instrument, measures.name, measures.title, measures.actors, steps.scope_id,
       scopes.action, scopes.minerals, scopes.targets, NULL, steps.kind, claims.quote
FROM clock
JOIN steps ON steps.date > clock.day AND steps.date <= clock.last AND steps.known <= clock.texts
     AND +steps.tier = 'official'  -- few steps lie ahead, most are official
JOIN measures ON measures.id = steps.measure_id
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
LEFT JOIN claims ON claims.id = steps.claim_id
WHERE NOT EXISTS (
    SELECT 1 FROM known WHERE known.measure_id = steps.measure_id AND known.scope_id = steps.scope_id
        AND (known.next_change = steps.date OR known.since = steps.date)
)
ORDER BY 1, 2, 7
LIMIT 200
