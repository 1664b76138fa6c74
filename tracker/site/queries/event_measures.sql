-- How the measures stand today that an event touched
-- The states today of the scopes in which the event :event is a step, and of the measure that is its own act.
SELECT measure_state.*, scopes.paragraph
FROM measure_state
JOIN scopes ON scopes.measure_id = measure_state.measure_id AND scopes.id = measure_state.scope_id
WHERE (measure_state.measure_id, measure_state.scope_id) IN (
        SELECT measure_id, scope_id FROM steps WHERE event_id = :event)
   OR (measure_state.measure_id = (SELECT measure_id FROM events WHERE id = :event)
       AND NOT EXISTS (SELECT 1 FROM steps WHERE event_id = :event))
ORDER BY measure_state.measure_id, measure_state.scope_id
