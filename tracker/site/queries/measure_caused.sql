-- What an act did to other acts
-- The steps of other measures that the measure :measure caused: pauses, ends, changes, each with its part and its dates.
SELECT steps.measure_id, other.instrument, other.name, steps.scope_id, scopes.action, scopes.paragraph, steps.kind,
       steps.date, steps.until, steps.known, steps.by, steps.tier
FROM measures AS own
JOIN measure_links ON measure_links.measure_id = own.id
JOIN measures AS other ON other.id = measure_links.other_id
JOIN steps ON steps.measure_id = other.id
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
WHERE own.id = :measure AND steps.by = own.instrument
GROUP BY steps.id
ORDER BY steps.date, steps.measure_id, steps.scope_id, steps.kind
