-- Find articles by words in the title
-- Articles in scope whose title holds the words :q, or the other language's name of the thing that :q names.
WITH needles(n) AS MATERIALIZED (
    SELECT lower(:q)
    UNION SELECT name_zh FROM terms WHERE name_zh <> '' AND lower(name) = lower(:q)
    UNION SELECT lower(name) FROM terms WHERE name_zh = :q
)
SELECT articles.id AS article_id, title, url, publisher, tier, language, told,
       (SELECT event_id FROM claims WHERE claims.article_id = articles.id AND event_id IS NOT NULL LIMIT 1) AS event_id
FROM articles
WHERE :q <> '' AND in_scope = 1 AND EXISTS (SELECT 1 FROM needles WHERE instr(lower(title), n))
ORDER BY told DESC, articles.id LIMIT 40
