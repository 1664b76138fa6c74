-- The measures tied to a measure
-- Acts that suspend, amend, extend, replace or end the measure :measure, or to which it does so, with the state of each of their scopes today.
SELECT tied.kind, tied.other_id AS measure_id, measures.instrument, measures.title, measures.name, now.scope_id,
       scopes.action, now.state, now.since, now.until,
       (SELECT min(known) FROM steps WHERE steps.measure_id = measures.id) AS first_known
FROM (
    SELECT kind, other_id FROM measure_links WHERE measure_id = :measure
    UNION
    SELECT CASE kind
               WHEN 'suspends' THEN 'suspended_by' WHEN 'suspended_by' THEN 'suspends'
               WHEN 'resumes' THEN 'resumed_by' WHEN 'resumed_by' THEN 'resumes'
               WHEN 'amends' THEN 'amended_by' WHEN 'amended_by' THEN 'amends'
               WHEN 'replaces' THEN 'replaced_by' WHEN 'replaced_by' THEN 'replaces'
               WHEN 'extends' THEN 'extended_by' WHEN 'extended_by' THEN 'extends'
               WHEN 'implements' THEN 'implemented_by' WHEN 'implemented_by' THEN 'implements'
               WHEN 'ends' THEN 'ended_by' WHEN 'ended_by' THEN 'ends'
               WHEN 'eases' THEN 'eased_by' WHEN 'eased_by' THEN 'eases'
           END, measure_id
    FROM measure_links WHERE other_id = :measure
) AS tied
LEFT JOIN measures ON measures.id = tied.other_id
LEFT JOIN spans AS now ON now.measure_id = tied.other_id AND now.since <= date('now') AND now.known_since <= date('now')
    AND (now.until IS NULL OR date('now') <= now.until) AND (now.known_until IS NULL OR date('now') <= now.known_until)
LEFT JOIN scopes ON scopes.measure_id = now.measure_id AND scopes.id = now.scope_id
WHERE tied.kind IS NOT NULL
ORDER BY tied.kind NOT LIKE '%_by', tied.kind, tied.other_id, now.scope_id
