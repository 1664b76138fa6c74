-- Find measures by words
-- Measures whose title or number holds the words :q, or the other language's name of the thing that :q names.
WITH needles(n) AS MATERIALIZED (
    SELECT lower(:q)
    UNION SELECT name_zh FROM terms WHERE name_zh <> '' AND lower(name) = lower(:q)
    UNION SELECT lower(name) FROM terms WHERE name_zh = :q
)
SELECT id AS measure_id, instrument, title, actors FROM measures
WHERE :q <> '' AND (EXISTS (SELECT 1 FROM needles WHERE instr(lower(title), n) OR instr(lower(instrument), n))
    OR EXISTS (SELECT 1 FROM scope_minerals JOIN terms ON terms.kind = 'mineral' AND terms.id = scope_minerals.mineral
               WHERE scope_minerals.measure_id = measures.id AND (lower(terms.name) = lower(:q) OR terms.name_zh = :q)))
ORDER BY instrument DESC LIMIT 20
