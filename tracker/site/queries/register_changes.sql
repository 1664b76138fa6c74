-- Which measures changed their state last?
-- Every change of state of a scope up to the day :on, as the texts known on the day :known had it (today if empty), the latest first. :moment is the day from which the change both held and was known. The filters are those of the register; :rows says how many (50 if empty), :before is a moment, a measure and a scope with exclamation marks between, to go on from.
-- whole: spans
-- :on (2025-12-01) The day on which it holds, as YYYY-MM-DD; today if empty.
-- :known (2025-12-01) The day whose published texts count, as YYYY-MM-DD; today if empty.
-- :mineral (antimony) Ids of minerals with commas between; all if empty.
-- :country (CN) ISO 3166 alpha-2 codes of issuers, with commas between; all if empty.
-- :agency () Ids of authorities with commas between; all if empty.
-- :action () Actions of the codebook with commas between; all if empty.
-- :state () States with commas between; all but ended if empty.
-- :basis () register, learned or both, with commas between; all if empty.
-- :words () Words that all stand in a name, title or number; none if empty.
-- :rows (20) How many rows; 50 if empty.
-- :before () The place to go on from; the beginning if empty.
WITH changes AS MATERIALIZED (
    SELECT spans.id, spans.measure_id, spans.scope_id, max(spans.since, (
               SELECT min(first.known_since) FROM spans AS first WHERE first.measure_id = spans.measure_id
                 AND first.scope_id = spans.scope_id AND first.state = spans.state AND first.since = spans.since
           )) AS moment
    FROM spans
    WHERE spans.since <= coalesce(nullif(:on, ''), date('now'))
      AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
      AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
      AND (coalesce(:state, '') = '' OR instr(',' || :state || ',', ',' || spans.state || ','))
), page AS MATERIALIZED (
    SELECT changes.id, changes.moment FROM changes
    WHERE changes.moment || '!' || changes.measure_id || '!' || changes.scope_id < coalesce(nullif(:before, ''), '9999')
      AND (coalesce(nullif(:action, ''), nullif(:basis, ''), nullif(:mineral, ''), nullif(:country, ''),
                    nullif(:agency, ''), nullif(:words, '')) IS NULL OR EXISTS (
          SELECT 1 FROM measures JOIN scopes ON scopes.measure_id = measures.id
          WHERE measures.id = changes.measure_id AND scopes.id = changes.scope_id
            AND (coalesce(:action, '') = '' OR instr(',' || :action || ',', ',' || scopes.action || ','))
            AND (coalesce(:basis, '') = '' OR instr(',' || :basis || ',', ',' || measures.basis || ','))
            AND (coalesce(:mineral, '') = '' OR EXISTS (
                SELECT 1 FROM json_each(scopes.minerals) WHERE instr(',' || :mineral || ',', ',' || value || ',')))
            AND (coalesce(:country, '') = '' OR EXISTS (
                SELECT 1 FROM json_each(measures.actors) WHERE instr(',' || :country || ',', ',' || value || ',')))
            AND (coalesce(:agency, '') = '' OR EXISTS (
                SELECT 1 FROM json_each(measures.agencies) WHERE instr(',' || :agency || ',', ',' || value || ',')))
            AND (coalesce(:words, '') = '' OR NOT EXISTS (
                SELECT 1 FROM json_each('[' || replace(json_quote(lower(:words)), ' ', '","') || ']')
                WHERE NOT instr(lower(measures.name || ' ' || measures.title || ' ' || measures.official_title || ' '
                                      || measures.instrument || ' ' || measures.id), value)))))
    ORDER BY changes.moment DESC, changes.measure_id DESC, changes.scope_id DESC
    LIMIT coalesce(nullif(:rows, ''), 50)
)
SELECT spans.measure_id, spans.scope_id, spans.state, spans.since, spans.until, spans.next_change, spans.why, spans.step_id,
       page.moment, measures.instrument, measures.name, measures.title, measures.actors, measures.agencies,
       measures.basis, measures.confidence, scopes.action, scopes.paragraph, scopes.minerals, scopes.targets,
       steps.by, steps.event_id, claims.quote, articles.language AS quote_language, articles.publisher,
       coalesce(articles.url, steps.source) AS source
FROM page
CROSS JOIN spans ON spans.id = page.id
JOIN measures ON measures.id = spans.measure_id
JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
LEFT JOIN steps ON steps.id = spans.step_id
LEFT JOIN claims ON claims.id = steps.claim_id
LEFT JOIN articles ON articles.id = claims.article_id
ORDER BY page.moment DESC, spans.measure_id DESC, spans.scope_id DESC
