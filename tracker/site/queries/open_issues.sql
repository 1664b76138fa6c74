-- What could not be done, and why?
-- Open issues counted by room and kind, with the newest reason.
SELECT room, kind, count(*) AS subjects, sum(times) AS times, max(last_at) AS last_at, reason AS newest_reason
FROM issues WHERE resolved_at IS NULL GROUP BY room, kind ORDER BY last_at DESC
