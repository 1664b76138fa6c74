-- What was said, word for word, about a mineral and a country?
-- Passages behind the events on the mineral :mineral in which the country :country acts, is aimed at, or is passed through; of the newest 200 such events.
-- :mineral (antimony) A mineral's id, as the table terms has it.
-- :country (US) An ISO 3166 alpha-2 code, or EU.
WITH these(event_id, date) AS MATERIALIZED (
    SELECT event_id, date FROM event_minerals
    WHERE mineral = :mineral
      AND EXISTS (SELECT 1 FROM event_countries AS land WHERE land.event_id = event_minerals.event_id AND land.country = :country)
    ORDER BY date DESC, event_id LIMIT 200
)
SELECT these.date, these.event_id, claims.quote, articles.publisher, articles.language, articles.told, articles.url,
       claims.action, claims.stage
FROM these CROSS JOIN claims ON claims.event_id = these.event_id JOIN articles ON articles.id = claims.article_id
ORDER BY these.date DESC, articles.told, claims.id
LIMIT 1000
