-- Which minerals are under most measures, and whose?
-- Measures in force or suspended today, counted by mineral and issuing country.
SELECT scope_minerals.mineral, actor.value AS issuer,
       count(DISTINCT CASE WHEN state = 'in_force' THEN measure_state.measure_id END) AS in_force,
       count(DISTINCT CASE WHEN state = 'suspended' THEN measure_state.measure_id END) AS suspended,
       count(DISTINCT CASE WHEN state = 'pause_ended_unconfirmed' THEN measure_state.measure_id END) AS to_check
FROM measure_state
JOIN scope_minerals ON scope_minerals.measure_id = measure_state.measure_id
     AND scope_minerals.scope_id = measure_state.scope_id
JOIN json_each(measure_state.actors) AS actor
GROUP BY 1, 2
ORDER BY in_force DESC, suspended DESC, 1, 2
