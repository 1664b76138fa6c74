-- The annexes and copies of an article
-- Articles that are an annex of the article :article, or that repeat its text.
SELECT 'annex' AS kin, id AS article_id, title, publisher, language, tier, told, url, feed_id
FROM articles WHERE part_of = :article
UNION ALL
SELECT 'copy', id, title, publisher, language, tier, told, url, feed_id
FROM articles WHERE copy_of = :article
ORDER BY 1, 7, 2 LIMIT 200
