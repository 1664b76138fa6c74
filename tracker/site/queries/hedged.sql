-- What is only expected, or was denied?
-- Claims that are not asserted and so make no event, of articles since :since, newest first; for the action :action, or all if empty.
-- :action (export_prohibition) An action of the codebook; all if empty.
-- :since (2024-01-01) First day on which it was told, as YYYY-MM-DD; two years ago if empty.
SELECT articles.told, claims.certainty, claims.action, claims.stage, claims.actors, claims.targets, claims.minerals,
       claims.quote, articles.publisher, articles.url
FROM claims CROSS JOIN articles ON articles.id = claims.article_id
WHERE articles.told >= coalesce(nullif(:since, ''), date('now', '-2 years'))
  AND claims.certainty <> 'asserted' AND claims.action BETWEEN :action AND coalesce(nullif(:action, ''), '~')
ORDER BY articles.told DESC, claims.id
LIMIT 500
