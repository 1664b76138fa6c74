-- Which facts of the register are not verified?
-- Measures of the shipped register of which its sources leave a field open, those with low confidence first, with the note that says why.
SELECT id AS measure_id, instrument, coalesce(nullif(name, ''), title) AS title, confidence, unsure, note, evidence_until
FROM measures
WHERE basis <> 'learned' AND (unsure <> '[]' OR confidence = 'low')
ORDER BY confidence = 'high', confidence = 'medium', id
LIMIT 500
