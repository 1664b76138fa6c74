-- The minerals, issuers, agencies and actions of the register
-- Every mineral, issuing country, agency and action of any measure, as the register can be filtered by them.
WITH RECURSIVE minerals(id) AS (
    SELECT min(mineral) FROM scope_minerals
    UNION ALL
    SELECT (SELECT min(mineral) FROM scope_minerals WHERE mineral > minerals.id) FROM minerals WHERE id IS NOT NULL
)
SELECT 'mineral' AS filter, id FROM minerals WHERE id IS NOT NULL
UNION ALL
SELECT DISTINCT 'country', value FROM measures, json_each(measures.actors)
UNION ALL
SELECT DISTINCT 'agency', value FROM measures, json_each(measures.agencies)
UNION ALL
SELECT DISTINCT 'action', action FROM scopes
