-- How a source answered
-- The last :rows polls (50 if empty) of the source :source, newest first.
SELECT id AS poll_id, at, outcome, status, bytes, seen, fresh, next_poll_at, reason
FROM polls WHERE feed_id = :source ORDER BY at DESC, id DESC LIMIT coalesce(nullif(:rows, ''), 50)
