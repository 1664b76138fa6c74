-- Which measures stand how, by mineral, issuer, action, state, basis or words?
-- The state of every scope on the day :on, as the texts known on the day :known had it (today if empty). :mineral, :country (the issuer), :agency, :action, :state and :basis (register or learned) may each name several with commas between, :words must all stand in a name, title or number; empty means all. Ended scopes are told only if :state asks for them.
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
SELECT spans.measure_id, measures.instrument, measures.name, measures.title, measures.actors, measures.agencies,
       measures.basis, measures.confidence, spans.scope_id, scopes.action, scopes.paragraph, scopes.minerals,
       scopes.targets, spans.state, spans.since, spans.until, spans.next_change, spans.why
FROM spans
JOIN measures ON measures.id = spans.measure_id
JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
WHERE spans.since <= coalesce(nullif(:on, ''), date('now'))
  AND (spans.until IS NULL OR coalesce(nullif(:on, ''), date('now')) <= spans.until)
  AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
  AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
  AND (CASE coalesce(:state, '') WHEN '' THEN spans.state <> 'ended'
       ELSE instr(',' || :state || ',', ',' || spans.state || ',') END)
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
                            || measures.instrument || ' ' || measures.id), value)))
ORDER BY spans.measure_id, spans.scope_id
