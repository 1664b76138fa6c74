-- Which states are read differently today than they were known on a day?
-- What the law was on the day :on, as the texts of the day :known had it, beside what later texts say it was: what somebody who decided then could not know. Parts without a difference are left out.
-- whole: spans
-- :on (2026-11-28) The day on which it holds, as YYYY-MM-DD; today if empty.
-- :known (2025-11-01) The earlier day whose published texts count; a year ago if empty.
WITH clock(day, texts) AS (
    SELECT coalesce(nullif(:on, ''), date('now')), coalesce(nullif(:known, ''), date('now', '-1 year'))
), held AS (
    SELECT spans.* FROM spans, clock WHERE spans.since <= clock.day AND (spans.until IS NULL OR clock.day <= spans.until)
)
SELECT now.measure_id, measures.instrument, coalesce(nullif(measures.name, ''), measures.title) AS title, scopes.action, scopes.paragraph, scopes.minerals,
       before.state AS known_then, now.state AS known_today, now.since, now.known_since AS known_from, now.why
FROM held AS now
JOIN measures ON measures.id = now.measure_id
JOIN scopes ON scopes.measure_id = now.measure_id AND scopes.id = now.scope_id
LEFT JOIN (SELECT held.* FROM held, clock WHERE held.known_since <= clock.texts
           AND (held.known_until IS NULL OR clock.texts <= held.known_until)) AS before
    ON before.measure_id = now.measure_id AND before.scope_id = now.scope_id
WHERE now.known_since <= date('now') AND (now.known_until IS NULL OR date('now') <= now.known_until)
  AND before.state IS NOT now.state
ORDER BY now.known_since DESC, now.measure_id, now.scope_id
LIMIT 500
