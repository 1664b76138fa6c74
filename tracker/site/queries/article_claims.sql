-- What an article tells
-- The claims of the article :article in the order of its text, with the events they tell of.
SELECT claims.id AS claim_id, claims.field, claims.start, claims."end", claims.quote, claims.action, claims.stage,
       claims.certainty, claims.event_id, events.headline, events.date AS day
FROM claims LEFT JOIN events ON events.id = claims.event_id
WHERE claims.article_id = :article
ORDER BY claims.field = 'text', claims.start
