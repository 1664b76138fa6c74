-- One thread of enforcement
-- The events of the thread in which the event :event stands, in order, each with the passage that leads it. A thread's id is that of its first event.
SELECT threads.id AS thread_id, threads.title, threads.countries AS actors, threads.agencies AS all_agencies,
       threads.minerals AS all_minerals, threads.since, threads.latest, threads.size, thread_events.position,
       events.id AS event_id, events.headline, events.date, events.action, events.stage, events.agencies,
       events.minerals, events.sources, events.official, coalesce(events.effective, events.announced) IS NULL AS undated,
       claims.quote, articles.language, articles.publisher, articles.tier
FROM thread_events AS here
JOIN threads ON threads.id = here.thread_id
JOIN thread_events ON thread_events.thread_id = here.thread_id
JOIN events ON events.id = thread_events.event_id
LEFT JOIN claims ON claims.id = events.lead LEFT JOIN articles ON articles.id = claims.article_id
WHERE here.event_id = :event
ORDER BY thread_events.position
