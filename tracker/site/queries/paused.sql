-- What is suspended today, and until when?
-- Scopes that are suspended today or whose pause has run out without a later text, soonest change first.
-- whole: spans
SELECT measure_id, instrument, title, scope_id, action, minerals, targets, state, since, next_change, why
FROM measure_state
WHERE state IN ('suspended', 'pause_ended_unconfirmed')
ORDER BY next_change IS NULL, next_change, measure_id
