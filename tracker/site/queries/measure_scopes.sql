-- The scopes of a measure
-- The parts of the measure :measure that live their own lives.
SELECT id AS scope_id, action, paragraph, minerals, targets FROM scopes WHERE measure_id = :measure ORDER BY id
