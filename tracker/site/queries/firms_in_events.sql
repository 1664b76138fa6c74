-- Which firms are party to events on a mineral?
-- Firms that are party to events on the mineral :mineral, not those that only comment, with the number of events and the latest.
-- :mineral (antimony) A mineral's id, as the table terms has it.
SELECT event_firms.firm, terms.name, count(*) AS events, min(event_firms.date) AS first,
       max(event_firms.date) AS latest, event_firms.event_id, events.headline AS latest_headline
FROM event_minerals
CROSS JOIN event_firms ON event_firms.event_id = event_minerals.event_id
CROSS JOIN events ON events.id = event_firms.event_id
LEFT JOIN terms ON terms.kind = 'firm' AND terms.id = event_firms.firm
WHERE event_minerals.mineral = :mineral
GROUP BY event_firms.firm
ORDER BY events DESC, latest DESC, event_firms.firm
LIMIT 200
