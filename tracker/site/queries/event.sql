-- One event
-- The coded fields of the event with the id :event.
SELECT events.*, measures.title AS measure_title
FROM events LEFT JOIN measures ON measures.id = events.measure_id
WHERE events.id = :event
