-- Through which countries are controls said to be evaded?
-- Reports of circumvention: origin, transit, destination, minerals, sources.
SELECT events.id AS event_id, events.date, events.headline, origin.value AS origin, transit.value AS transit,
       destination.value AS destination, events.minerals, events.sources
FROM events
LEFT JOIN json_each(events.actors) AS origin
LEFT JOIN json_each(events.via) AS transit
LEFT JOIN json_each(events.targets) AS destination
WHERE events.action = 'circumvention'
ORDER BY events.date DESC, events.id
