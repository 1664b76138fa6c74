-- Which crackdowns go on, and what followed from them?
-- Threads of enforcement: campaigns with the meetings, cases and evasions that follow from them, the latest first.
SELECT threads.id AS thread_id, threads.title, threads.countries AS actors, threads.agencies, threads.minerals, threads.since,
       threads.latest, threads.size, sum(events.action = 'enforcement_campaign') AS campaigns,
       sum(events.action = 'enforcement_case') AS cases, sum(events.action = 'circumvention') AS evasions
FROM threads JOIN thread_events ON thread_events.thread_id = threads.id
     JOIN events ON events.id = thread_events.event_id
GROUP BY threads.id
ORDER BY threads.size > 1 DESC, threads.latest DESC, threads.id
LIMIT 200
