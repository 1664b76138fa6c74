-- Which measures or events do sources contradict each other about?
-- Open conflicts in the room where measures and events are made: dates that cannot be, numbers that two acts share, what was taken back. The latest first.
SELECT subject, kind, reason, times, first_at, last_at
FROM issues
WHERE resolved_at IS NULL AND room IN ('measures', 'events')
ORDER BY last_at DESC, subject, kind
LIMIT 500
