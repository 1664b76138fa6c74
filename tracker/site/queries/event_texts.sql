-- The text around the evidence for an event
-- For each article behind the event :event whose text may be published, the stretch of it that holds the passages and what stands near: begins is the stretch's offset in the text, length the whole text's length.
SELECT articles.id AS article_id, max(0, min(claims.start) - 2000) AS begins,
       substr(articles.text, max(0, min(claims.start) - 2000) + 1,
              max(claims."end") + 2000 - max(0, min(claims.start) - 2000)) AS passage,
       length(articles.text) AS length
FROM claims JOIN articles ON articles.id = claims.article_id
WHERE claims.event_id = :event AND claims.field = 'text' AND articles.text IS NOT NULL
GROUP BY articles.id
