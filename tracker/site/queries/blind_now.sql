-- Where are we blind now, and since when?
-- Sources whose last polls failed, longest first, with what the last poll came to and why.
SELECT feeds.id AS feed_id, feeds.publisher, feeds.country, feeds.tier, feeds.failures,
       coalesce(blind.since, feeds.last_success_at) AS since, feeds.last_success_at, polls.outcome, polls.reason, feeds.next_poll_at
FROM feeds
LEFT JOIN polls ON polls.id = (SELECT id FROM polls WHERE feed_id = feeds.id ORDER BY at DESC, id DESC LIMIT 1)
LEFT JOIN blind_intervals AS blind ON blind.feed_id = feeds.id AND blind.until IS NULL
WHERE feeds.enabled = 1 AND feeds.retired_at IS NULL AND feeds.failures > 0
ORDER BY since IS NOT NULL, since, feeds.tier <> 'official', feeds.id
