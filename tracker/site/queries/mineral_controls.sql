-- What binds a mineral on a day, as known on a day?
-- The states of the measures that cover the mineral :mineral, a group that it is in or a member of it. Ended parts are left out; a pause that ran out without a later text is told as such and not as in force.
-- :mineral (germanium) A mineral's id, as the table terms has it.
-- :on (2025-10-20) The day on which it holds, as YYYY-MM-DD; today if empty.
-- :known (2025-10-20) The day whose published texts count, as YYYY-MM-DD; today if empty.
WITH RECURSIVE members(id) AS (
    SELECT :mineral
    UNION
    SELECT terms.id FROM members, terms, json_each(terms.groups) AS grp
    WHERE terms.kind = 'mineral' AND grp.value = members.id
), groups(id) AS (
    SELECT :mineral
    UNION
    SELECT grp.value FROM groups, terms, json_each(terms.groups) AS grp
    WHERE terms.kind = 'mineral' AND terms.id = groups.id
), kin(id) AS (SELECT id FROM members UNION SELECT id FROM groups), parts(measure_id, scope_id) AS (
    SELECT DISTINCT measure_id, scope_id FROM kin CROSS JOIN scope_minerals ON scope_minerals.mineral = kin.id
)
SELECT spans.measure_id, measures.instrument, coalesce(nullif(measures.name, ''), measures.title) AS title, measures.actors,
       scopes.action, scopes.paragraph, scopes.minerals, scopes.targets, spans.state, spans.since, spans.until, spans.next_change, spans.why
FROM parts CROSS JOIN spans ON spans.measure_id = parts.measure_id AND spans.scope_id = parts.scope_id
JOIN measures ON measures.id = spans.measure_id
JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
WHERE spans.state <> 'ended'
  AND spans.since <= coalesce(nullif(:on, ''), date('now'))
  AND (spans.until IS NULL OR coalesce(nullif(:on, ''), date('now')) <= spans.until)
  AND spans.known_since <= coalesce(nullif(:known, ''), date('now'))
  AND (spans.known_until IS NULL OR coalesce(nullif(:known, ''), date('now')) <= spans.known_until)
ORDER BY spans.state <> 'in_force', measures.actors, spans.since DESC, spans.measure_id, spans.scope_id
LIMIT 500
