-- What is wrong with a source
-- Open issues about the source :source, or about every source if empty, newest first.
SELECT issues.subject AS feed_id, issues.room, issues.kind, issues.reason, issues.first_at, issues.last_at, issues.times
FROM issues
WHERE resolved_at IS NULL AND subject IN (SELECT id FROM feeds WHERE :source = '' OR id = :source)
ORDER BY last_at DESC, issues.id
