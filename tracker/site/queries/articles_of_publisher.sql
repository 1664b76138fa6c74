-- What has a source told, and what came of it?
-- Entries of the source :source since :since: read and so an article, out of scope, still waiting or failed, newest first, with the number of events that its article tells of.
-- :source (mofcom) A source's id, as the table feeds has it.
-- :since () First day of publication, as YYYY-MM-DD; everything if empty.
SELECT entries.published, entries.seen_at, entries.title, entries.state, entries.number, entries.article_id,
       (SELECT count(DISTINCT event_id) FROM claims WHERE claims.article_id = entries.article_id) AS events
FROM entries
WHERE entries.feed_id = :source AND coalesce(entries.published, entries.seen_at) >= :since
ORDER BY coalesce(entries.published, entries.seen_at) DESC, entries.id
LIMIT 500
