-- How is each source, and where are we blind?
-- Every source: whether it is seen, since when it is not, how much it gives against what is expected, and how many hours after publication it is first seen (median); blind ones first.
SELECT sources.id AS feed_id, publisher, country, tier, language, kind, url, every_seconds, sight, blind_since,
       last_outcome, last_reason, last_poll_at, last_success_at, failures, next_poll_at, retired_at, entries,
       sight IN ('seen', 'blind') AND next_poll_at < strftime('%Y-%m-%dT%H:%M:%S', 'now', '-2 hours') AS overdue,
       entries_7_days, expect_weekly, newest, delay_hours, delays, blind_intervals_30_days
FROM sources
ORDER BY CASE sight WHEN 'blind' THEN 0 WHEN 'not asked yet' THEN 1 WHEN 'seen' THEN 2 WHEN 'retired' THEN 3 ELSE 4 END,
         CASE WHEN sight = 'blind' THEN coalesce(blind_since, last_success_at, '') END,
         tier <> 'official', country, publisher, id
