-- Who acts against whom?
-- Pairs of acting country and target country by the number of events since :since, with the minerals they are about. All destinations (*) are left out: such acts single out nobody.
-- :since (2024-01-01) First day, as YYYY-MM-DD; a year ago if empty.
SELECT actor.value AS actor, target.value AS target, count(DISTINCT events.id) AS events,
       count(DISTINCT CASE WHEN events.official > 0 THEN events.id END) AS told_officially,
       group_concat(DISTINCT events.action) AS actions, min(events.date) AS first, max(events.date) AS latest
FROM events, json_each(events.actors) AS actor, json_each(events.targets) AS target
WHERE events.date >= coalesce(nullif(:since, ''), date('now', '-1 year')) AND target.value <> '*'
GROUP BY 1, 2
ORDER BY events DESC, latest DESC, 1, 2
LIMIT 200
