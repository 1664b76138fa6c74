-- Are the sources well?
-- How many sources are followed, answered within a day, are blind, or are overdue because the tracker itself did not ask; when one last answered; how many issues and number gaps are open.
-- whole: events
SELECT count(*) AS sources,
       count(*) FILTER (WHERE failures > 0) AS failing,
       count(*) FILTER (WHERE next_poll_at < strftime('%Y-%m-%dT%H:%M:%S', 'now', '-2 hours')) AS overdue,
       count(*) FILTER (WHERE last_success_at >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-1 day')) AS fresh,
       max(last_success_at) AS last_success_at,
       (SELECT count(*) FROM number_gaps) AS gaps,
       (SELECT count(*) FROM issues WHERE resolved_at IS NULL) AS issues,
       (SELECT count(*) FROM events) AS events
FROM feeds WHERE enabled = 1 AND retired_at IS NULL
