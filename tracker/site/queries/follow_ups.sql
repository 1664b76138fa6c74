-- What followed from a campaign of enforcement?
-- The events of one thread in their order: meetings, inspections, cases, evasions, each with the passage that leads it.
-- :thread () A thread's id, as the table threads has it; the thread that was told of last if empty.
SELECT thread_events.position, events.date, events.id AS event_id, events.headline, events.action, events.agencies,
       events.minerals, events.sources, events.official, claims.quote
FROM thread_events JOIN events ON events.id = thread_events.event_id JOIN claims ON claims.id = events.lead
WHERE thread_events.thread_id = coalesce(nullif(:thread, ''), (SELECT id FROM threads ORDER BY latest DESC, id LIMIT 1))
ORDER BY thread_events.position
LIMIT 500
