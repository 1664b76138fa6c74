-- One measure
-- The measure with the id :measure, such as cn-mofcom-2024-46, with what the shipped register says of it.
SELECT id, instrument, title, name, official_title, actors, agencies, basis, confidence, sources, unsure, note, evidence_until
FROM measures WHERE id = :measure
