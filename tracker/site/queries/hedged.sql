-- What is only expected, or was denied?
-- Claims that are not asserted and so make no event, newest first; for the action :action, or all if empty.
SELECT articles.told, claims.certainty, claims.action, claims.stage, claims.actors, claims.targets, claims.minerals,
       claims.quote, articles.publisher, articles.url
FROM claims JOIN articles ON articles.id = claims.article_id
WHERE claims.certainty <> 'asserted' AND (:action = '' OR claims.action = :action)
ORDER BY articles.told DESC
