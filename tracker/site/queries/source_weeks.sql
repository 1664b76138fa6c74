-- How much a source told, week by week
-- Entries of the source :source by the week (its Monday) in which they were published, or first seen if undated, in the last 26 weeks.
SELECT date(coalesce(published, seen_at), 'weekday 0', '-6 days') AS week, count(*) AS entries
FROM entries
WHERE feed_id = :source AND part_of IS NULL AND seen_at >= date('now', '-182 days')
  AND coalesce(published, seen_at) >= date('now', 'weekday 0', '-6 days', '-175 days')
GROUP BY 1 ORDER BY 1
