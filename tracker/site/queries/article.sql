-- One article
-- The article with the id :article; its text only where it may be published.
SELECT id, title, url, publisher, country, tier, language, kind, instrument, told, fetched, revision, text
FROM articles WHERE id = :article
