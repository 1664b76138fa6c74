-- The minerals, actors and targets that events name
-- Every mineral, acting country and target country that at least one event names, as the list of events can be filtered by them.
WITH RECURSIVE minerals(id) AS (
    SELECT min(mineral) FROM event_minerals
    UNION ALL
    SELECT (SELECT min(mineral) FROM event_minerals WHERE mineral > minerals.id) FROM minerals WHERE id IS NOT NULL
), countries(id) AS (
    SELECT min(country) FROM event_countries
    UNION ALL
    SELECT (SELECT min(country) FROM event_countries WHERE country > countries.id) FROM countries WHERE id IS NOT NULL
)
SELECT 'mineral' AS filter, id FROM minerals WHERE id IS NOT NULL
UNION ALL
SELECT roles.name, id FROM (SELECT 'actor' AS name UNION ALL SELECT 'target') AS roles, countries
WHERE id <> '*' AND EXISTS (SELECT 1 FROM event_countries WHERE country = countries.id AND role = roles.name)
