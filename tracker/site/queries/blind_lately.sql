-- When were we blind lately, to which source, and why?
-- Blind intervals that touch the last :days days (30 if empty), newest first, with their length in hours; open ones count to now.
-- :days (90) A number of days; 30 if empty.
SELECT blind_intervals.feed_id, feeds.publisher, feeds.country, feeds.tier, blind_intervals.since, blind_intervals.until,
       round((julianday(coalesce(blind_intervals.until, 'now')) - julianday(blind_intervals.since)) * 24, 1) AS hours,
       blind_intervals.why
FROM blind_intervals JOIN feeds ON feeds.id = blind_intervals.feed_id
WHERE coalesce(blind_intervals.until, '9999') >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-' || coalesce(nullif(:days, ''), '30') || ' days')
ORDER BY blind_intervals.since DESC, blind_intervals.feed_id
