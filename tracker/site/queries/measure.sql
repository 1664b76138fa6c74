-- One measure
-- The measure with the id :measure, such as cn-mofcom-2024-46.
SELECT id, instrument, title, actors, agencies FROM measures WHERE id = :measure
