-- The measures tied to a measure
-- Measures that suspend, amend or end the measure :measure, or that it does so to.
SELECT measure_links.kind, measure_links.other_id AS measure_id, measures.instrument, measures.title
FROM measure_links LEFT JOIN measures ON measures.id = measure_links.other_id
WHERE measure_links.measure_id = :measure
ORDER BY measure_links.kind, measure_links.other_id
