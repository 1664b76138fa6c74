-- Which recent events rest on a single unofficial source?
-- Events first told in the last :days (90 if empty) by one independent origin (copies of one story are one) and no authority: check before use.
-- :days (730) A number of days; 90 if empty.
WITH page(id) AS MATERIALIZED (
    SELECT events.id FROM events
    WHERE sources = 1 AND official = 0
      -- What is told is seen later: the index of seen finds it.
      AND events.seen >= date('now', '-' || coalesce(nullif(:days, ''), '90') || ' days')
      AND events.told >= date('now', '-' || coalesce(nullif(:days, ''), '90') || ' days')
    ORDER BY events.told DESC, events.id LIMIT 500
)
SELECT events.id AS event_id, headline, date, events.action, events.minerals, events.actors, languages, articles.publisher, articles.url
FROM page CROSS JOIN events ON events.id = page.id
JOIN claims ON claims.id = events.lead JOIN articles ON articles.id = claims.article_id
ORDER BY events.told DESC, events.id
