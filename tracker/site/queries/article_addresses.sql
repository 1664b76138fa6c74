-- The addresses of an article
-- Other addresses at which the article :article stands.
SELECT url FROM aliases WHERE article_id = :article ORDER BY url LIMIT 100
