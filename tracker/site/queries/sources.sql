-- How is each source?
-- Every source that is followed, failing ones first: last answers, failures in a row, entries seen, and the newest open issue.
SELECT feeds.id AS feed_id, feeds.publisher, feeds.country, feeds.tier, feeds.language, feeds.url, feeds.every_seconds,
       feeds.failures, feeds.last_success_at, feeds.next_poll_at, last.at AS last_poll_at, last.outcome, last.status,
       (SELECT at FROM polls WHERE polls.feed_id = feeds.id AND fresh > 0 ORDER BY at DESC LIMIT 1) AS last_new_at,
       (SELECT count(*) FROM entries WHERE entries.feed_id = feeds.id) AS entries,
       issue.kind AS issue, issue.reason, issue.first_at AS issue_since, issue.times
FROM feeds
LEFT JOIN polls AS last ON last.id = (SELECT id FROM polls WHERE feed_id = feeds.id ORDER BY at DESC LIMIT 1)
LEFT JOIN issues AS issue ON issue.id = (
    SELECT id FROM issues WHERE resolved_at IS NULL AND subject IN (feeds.id, feeds.url) ORDER BY last_at DESC LIMIT 1)
WHERE feeds.enabled = 1
ORDER BY feeds.failures DESC, issue.id IS NULL, feeds.tier <> 'official', feeds.publisher
