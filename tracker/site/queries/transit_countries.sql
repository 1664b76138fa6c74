-- Which countries do goods pass through on their way around controls?
-- Reported transit countries with their destinations and minerals, by the number of events that tell of them. Amounts are not added up: two reports may tell of the same goods.
SELECT transit, destination, count(DISTINCT event_id) AS events, group_concat(DISTINCT mineral) AS covers,
       group_concat(DISTINCT nullif(origin, '')) AS origins, min(date) AS first, max(date) AS latest
FROM routes WHERE transit <> ''
GROUP BY transit, destination
ORDER BY events DESC, latest DESC, transit, destination
LIMIT 200
