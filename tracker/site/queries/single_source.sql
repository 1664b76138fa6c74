-- Which recent events rest on a single unofficial source?
-- Events first told in the last :days (90 if empty) by one independent origin (copies of one story are one) and no authority: check before use.
SELECT events.id AS event_id, headline, date, events.action, events.minerals, events.actors, languages, articles.publisher, articles.url
FROM events JOIN claims ON claims.id = events.lead JOIN articles ON articles.id = claims.article_id
WHERE sources = 1 AND official = 0 AND events.told >= date('now', '-' || coalesce(nullif(:days, ''), '90') || ' days')
ORDER BY events.told DESC
