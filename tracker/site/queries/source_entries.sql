-- What a source told, and what became of it
-- The newest :rows entries (40 if empty) of the source :source: read and so an article, out of scope, still waiting, or failed for a reason.
WITH newest AS MATERIALIZED (
    SELECT * FROM entries WHERE feed_id = :source ORDER BY seen_at DESC LIMIT coalesce(nullif(:rows, ''), 40)
), trouble AS MATERIALIZED (
    SELECT subject, kind, reason, max(last_at) FROM issues
    WHERE resolved_at IS NULL AND subject IN (SELECT url FROM newest WHERE state IN ('new', 'failed')) GROUP BY subject
)
SELECT newest.id AS entry_id, newest.url, newest.title, newest.published, newest.seen_at, newest.number, newest.state,
       newest.tries, newest.next_try_at, newest.article_id, newest.part_of, trouble.kind AS issue, trouble.reason
FROM newest LEFT JOIN trouble ON trouble.subject = newest.url
ORDER BY newest.seen_at DESC, newest.published DESC, newest.id
