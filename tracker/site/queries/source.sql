-- One source
-- The source with the id :source: its facts, how it is read, and how it was at its last poll.
SELECT feeds.*, feeds.id AS feed_id, polls.at AS last_poll_at, polls.outcome AS last_outcome, polls.reason AS last_reason,
       CASE WHEN feeds.retired_at IS NOT NULL THEN 'retired' WHEN feeds.enabled = 0 THEN 'off'
            WHEN polls.at IS NULL THEN 'not asked yet' WHEN feeds.failures > 0 THEN 'blind' ELSE 'seen' END AS sight,
       (SELECT since FROM blind_intervals WHERE feed_id = feeds.id AND until IS NULL) AS blind_since,
       (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND part_of IS NULL) AS entries,
       (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND part_of IS NULL
            AND seen_at >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-7 days')) AS entries_7_days,
       feeds.enabled = 1 AND feeds.retired_at IS NULL
           AND feeds.next_poll_at < strftime('%Y-%m-%dT%H:%M:%S', 'now', '-2 hours') AS overdue,
       strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') AS now
FROM feeds LEFT JOIN polls ON polls.id = (SELECT id FROM polls WHERE feed_id = feeds.id ORDER BY at DESC, id DESC LIMIT 1)
WHERE feeds.id = :source
