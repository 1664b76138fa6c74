-- Which sources are silent or failing?
-- Enabled sources that fail, or have not answered for a day, or never did; with their last outcome.
SELECT feeds.id AS feed_id, feeds.publisher, feeds.country, feeds.tier, feeds.failures, feeds.last_success_at,
       feeds.next_poll_at, (SELECT outcome FROM polls WHERE polls.feed_id = feeds.id ORDER BY at DESC LIMIT 1) AS outcome
FROM feeds
WHERE enabled = 1 AND retired_at IS NULL AND (failures > 0 OR last_success_at IS NULL
    OR last_success_at < strftime('%Y-%m-%dT%H:%M:%S', 'now', '-1 day'))
ORDER BY failures DESC, last_success_at
