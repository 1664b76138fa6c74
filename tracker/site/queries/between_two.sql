-- What have two countries done to each other?
-- Events in which the country :one acts and the country :other is aimed at, or the other way round, newest first.
-- :one (CN) An ISO 3166 alpha-2 code, or EU.
-- :other (US) An ISO 3166 alpha-2 code, or EU.
WITH pairs(event_id, actor, target) AS (
    SELECT a.event_id, a.country, t.country
    FROM event_countries AS a CROSS JOIN event_countries AS t ON t.event_id = a.event_id AND t.role = 'target'
    WHERE a.role = 'actor' AND a.country = :one AND t.country = :other
    UNION ALL
    SELECT a.event_id, a.country, t.country
    FROM event_countries AS a CROSS JOIN event_countries AS t ON t.event_id = a.event_id AND t.role = 'target'
    WHERE a.role = 'actor' AND a.country = :other AND t.country = :one AND :one <> :other
)
SELECT events.date, pairs.actor AS country, pairs.target AS targets, events.id AS event_id, events.headline,
       events.action, events.stage, events.minerals, events.instrument, events.sources, events.official
FROM pairs CROSS JOIN events ON events.id = pairs.event_id
ORDER BY events.date DESC, events.id
LIMIT 500
