-- What has come out in the last days?
-- Events that this tracker first read of in the last :days days, the weightiest first, with the passage that leads them.
-- :days (7) A number of days; 7 if empty.
SELECT events.seen, events.date, events.id AS event_id, events.headline, events.action, events.stage, events.actors,
       events.targets, events.minerals, events.sources, events.official, events.languages, claims.quote
FROM events JOIN claims ON claims.id = events.lead
WHERE events.seen >= date('now', '-' || coalesce(nullif(:days, ''), '7') || ' days')
ORDER BY events.significance DESC, events.seen DESC, events.id
LIMIT 300
