-- Find events by words
-- Events whose headline or instrument holds the words :q, or the other language's name of the thing that :q names.
WITH needles(n) AS MATERIALIZED (
    SELECT lower(:q)
    UNION SELECT name_zh FROM terms WHERE name_zh <> '' AND lower(name) = lower(:q)
    UNION SELECT lower(name) FROM terms WHERE name_zh = :q
)
SELECT events.id AS event_id, headline, date AS day, date, action, stage, minerals, actors, targets, via, sources, official,
       languages, instrument
FROM events
WHERE :q <> '' AND EXISTS (SELECT 1 FROM needles WHERE instr(lower(headline), n) OR instr(lower(instrument), n))
ORDER BY date DESC, events.id DESC LIMIT 40
