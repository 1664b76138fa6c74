-- How an article's text was changed
-- Changes of the text of the article :article, newest first; the diff only where the text may be shown.
SELECT revision, at, title, added, removed, diff, sha256
FROM revisions WHERE article_id = :article ORDER BY revision DESC LIMIT 50
