-- One article
-- The article with the id :article; its text only where it may be published. With the titles of what it repeats and of what it is an annex of.
SELECT articles.id, articles.url, articles.title, articles.publisher, articles.country, articles.tier, articles.language,
       articles.script, articles.kind, articles.instrument, articles.published, articles.dated_by, articles.told,
       articles.fetched, articles.revision, articles.wire, articles.copy_of, articles.part_of, articles.checks,
       articles.next_check_at, articles.gone_at, articles.feed_id, articles.publish, articles.text,
       origin.title AS origin_title, origin.publisher AS origin_publisher, origin.language AS origin_language,
       whole.title AS whole_title, whole.language AS whole_language
FROM articles
LEFT JOIN articles AS origin ON origin.id = articles.copy_of
LEFT JOIN articles AS whole ON whole.id = articles.part_of
WHERE articles.id = :article
