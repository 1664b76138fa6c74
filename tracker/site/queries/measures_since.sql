-- Which measures has a country taken since a day?
-- Measures of the country :country whose first step falls on :since or later, with what they do and how their parts stand today; the latest first.
-- :country (CN) The issuing country: an ISO 3166 alpha-2 code, or EU.
-- :since (2025-01-01) First day, as YYYY-MM-DD; everything if empty.
SELECT first.date AS first_step, measures.id AS measure_id, measures.instrument,
       coalesce(nullif(measures.name, ''), measures.title) AS title,
       (SELECT group_concat(DISTINCT action) FROM scopes WHERE scopes.measure_id = measures.id) AS actions,
       (SELECT group_concat(DISTINCT mineral) FROM scope_minerals WHERE scope_minerals.measure_id = measures.id) AS covers,
       (SELECT group_concat(DISTINCT state) FROM spans WHERE spans.measure_id = measures.id
            AND spans.since <= date('now') AND (spans.until IS NULL OR date('now') <= spans.until)
            AND spans.known_since <= date('now')
            AND (spans.known_until IS NULL OR date('now') <= spans.known_until)) AS states_today,
       measures.basis, measures.confidence
FROM measures, json_each(measures.actors) AS actor
JOIN steps AS first ON first.id = (SELECT id FROM steps WHERE measure_id = measures.id ORDER BY date LIMIT 1)
WHERE actor.value = :country AND first.date >= :since
ORDER BY first.date DESC, measures.id
LIMIT 500
