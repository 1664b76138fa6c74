-- Which states did measures go through, and which will they by their texts?
-- Every state of the measures that lived between the days :since and :until (from three years ago to next year if empty), as known today: measures that need a look first, then those in force, the latest first. :mineral (with its groups and members) and :country (the issuer) may each name several with commas between. :rows measures are told (60 if empty) after the first :skip; measures_in_all says how many there are.
-- :since (2024-01-01) First day, as YYYY-MM-DD; three years ago if empty.
-- :until (2026-12-31) Last day, as YYYY-MM-DD; in a year if empty.
-- :mineral (antimony) Ids of minerals or groups with commas between; all if empty.
-- :country () ISO 3166 alpha-2 codes of issuers, with commas between; all if empty.
-- :rows () How many measures; 60 if empty.
-- :skip () How many measures to leave out first; none if empty.
WITH bounds(since, until) AS (
    SELECT coalesce(nullif(:since, ''), date('now', 'start of year', '-3 years')), coalesce(nullif(:until, ''), date('now', '+1 year'))
), known AS NOT MATERIALIZED (
    SELECT spans.id, measures.id AS measure_id, spans.state, spans.since, spans.until,
           spans.since <= date('now') AND (spans.until IS NULL OR date('now') <= spans.until) AS now
    FROM measures CROSS JOIN spans ON spans.measure_id = measures.id
    WHERE spans.known_since <= date('now') AND (spans.known_until IS NULL OR date('now') <= spans.known_until)
      AND (:mineral = '' OR EXISTS (
          SELECT 1 FROM scopes, json_each(scopes.minerals)
          WHERE scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
            AND instr(',' || :mineral || ',', ',' || value || ',')))
      AND (:country = '' OR EXISTS (
          SELECT 1 FROM json_each(measures.actors) WHERE instr(',' || :country || ',', ',' || value || ',')))
), page AS MATERIALIZED (
    SELECT measure_id, count(*) OVER () AS measures_in_all, row_number() OVER (ORDER BY
           min(CASE WHEN now THEN CASE state WHEN 'pause_ended_unconfirmed' THEN 0 WHEN 'in_force' THEN 1
                    WHEN 'suspended' THEN 2 WHEN 'announced' THEN 3 WHEN 'proposed' THEN 4 WHEN 'reported' THEN 5
                    ELSE 6 END ELSE 7 END),
           max(CASE WHEN now THEN since END) DESC, measure_id) AS place
    FROM known GROUP BY measure_id
    HAVING max(state <> 'ended' AND since <= (SELECT until FROM bounds)
               AND (until IS NULL OR until >= (SELECT since FROM bounds)))
    ORDER BY place
    LIMIT CAST(coalesce(nullif(:rows, ''), '60') AS INTEGER) OFFSET CAST(coalesce(nullif(:skip, ''), '0') AS INTEGER)
)
SELECT page.place, page.measures_in_all, page.measure_id, measures.instrument, measures.name, measures.title,
       measures.actors, spans.scope_id, scopes.action, scopes.paragraph, spans.state, spans.since, spans.until, known.now,
       spans.why
FROM page CROSS JOIN known ON known.measure_id = page.measure_id
     CROSS JOIN spans ON spans.id = known.id
     JOIN measures ON measures.id = spans.measure_id
     JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
ORDER BY page.place, spans.scope_id, spans.since
