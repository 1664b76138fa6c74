-- What was said, word for word, about a mineral and a country?
-- Passages behind the events on the mineral :mineral in which the country :country acts, is aimed at, or is passed through.
SELECT events.date, events.id AS event_id, claims.quote, articles.publisher, articles.language, articles.told,
       articles.url, claims.action, claims.stage
FROM event_minerals
JOIN event_countries ON event_countries.event_id = event_minerals.event_id AND event_countries.country = :country
JOIN events ON events.id = event_minerals.event_id
JOIN claims ON claims.event_id = events.id
JOIN articles ON articles.id = claims.article_id
WHERE event_minerals.mineral = :mineral
GROUP BY claims.id
ORDER BY events.date DESC, articles.told
