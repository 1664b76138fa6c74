-- Who tells of an event
-- One row for each article that tells of the event :event, official ones first, then by time: whose text it repeats, and what it says: asserted if it tells that it happened, doubted if it denies or only expects it.
SELECT articles.id AS article_id, articles.copy_of, max(claims.certainty = 'asserted') AS asserted,
       max(claims.certainty <> 'asserted') AS doubted
FROM claims JOIN articles ON articles.id = claims.article_id
WHERE claims.event_id = :event
GROUP BY articles.id
ORDER BY articles.tier <> 'official', articles.told, articles.id
