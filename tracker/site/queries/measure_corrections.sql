-- What people confirmed of a measure
-- Every step that a person has set of the measure :measure, in the order in which they were said, those taken back among them.
SELECT corrections.* FROM corrections WHERE subject = 'measure' AND subject_id = :measure ORDER BY at, id
