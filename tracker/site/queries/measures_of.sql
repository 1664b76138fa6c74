-- The measures on a mineral, or of a country, agency or firm
-- The states on the day :on, as known on :known (today if empty), of the measures that concern the thing :id of the kind :kind (mineral, country, agency or firm). A mineral's groups and members count; a country counts as issuer and as target.
WITH RECURSIVE members(id) AS (
    SELECT :id WHERE :kind = 'mineral'
    UNION
    SELECT terms.id FROM members, terms, json_each(terms.groups) AS grp
    WHERE terms.kind = 'mineral' AND grp.value = members.id
), groups(id) AS (
    SELECT :id WHERE :kind = 'mineral'
    UNION
    SELECT grp.value FROM groups, terms, json_each(terms.groups) AS grp
    WHERE terms.kind = 'mineral' AND terms.id = groups.id
), concerned(measure_id, scope_id) AS (
    SELECT measure_id, scope_id FROM scope_minerals
    WHERE mineral IN (SELECT id FROM members UNION SELECT id FROM groups)
    UNION
    SELECT scopes.measure_id, scopes.id FROM scopes JOIN measures ON measures.id = scopes.measure_id
    WHERE :kind = 'country'
      AND (instr(measures.actors, '"' || :id || '"') OR instr(scopes.targets, '"' || :id || '"'))
    UNION
    SELECT scopes.measure_id, scopes.id FROM scopes JOIN measures ON measures.id = scopes.measure_id
    WHERE :kind = 'agency' AND instr(measures.agencies, '"' || :id || '"')
    UNION
    SELECT steps.measure_id, steps.scope_id FROM event_firms JOIN steps ON steps.event_id = event_firms.event_id
    WHERE :kind = 'firm' AND event_firms.firm = :id
)
SELECT spans.measure_id, measures.instrument, measures.name, measures.title, measures.actors, spans.scope_id, scopes.action,
       scopes.paragraph, scopes.minerals, scopes.targets, spans.state, spans.since, spans.until, spans.next_change,
       spans.why
FROM concerned
CROSS JOIN spans ON spans.measure_id = concerned.measure_id AND spans.scope_id = concerned.scope_id
CROSS JOIN measures ON measures.id = spans.measure_id
CROSS JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
WHERE spans.state <> 'ended'
  AND spans.since <= coalesce(nullif(:on, ''), date('now'))
  AND (spans.until IS NULL OR coalesce(nullif(:on, ''), date('now')) <= spans.until)
  AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
  AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
ORDER BY spans.measure_id, spans.scope_id
