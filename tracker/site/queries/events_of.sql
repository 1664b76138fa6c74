-- The events that concern a mineral, country, agency or firm
-- Events of the thing :id of the kind :kind (mineral, country, agency or firm), newest first. A group's events include those of its members. :rows says how many (40 if empty); :before is a day with an event id (2026-11-21!id) to go on from.
WITH RECURSIVE members(id) AS (
    SELECT :id
    UNION
    SELECT terms.id FROM members, terms, json_each(terms.groups) AS grp
    WHERE :kind = 'mineral' AND terms.kind = 'mineral' AND grp.value = members.id
), these(event_id, date) AS (
    SELECT event_id, date FROM event_minerals WHERE :kind = 'mineral' AND mineral IN (SELECT id FROM members)
    UNION
    SELECT event_id, date FROM event_countries WHERE :kind = 'country' AND country = :id
    UNION
    SELECT event_id, date FROM event_agencies WHERE :kind = 'agency' AND agency = :id
    UNION
    SELECT event_id, date FROM event_firms WHERE :kind = 'firm' AND firm = :id
), page AS (
    SELECT event_id FROM these
    WHERE date || '!' || event_id < coalesce(nullif(:before, ''), '9999')
    ORDER BY date DESC, event_id DESC
    LIMIT coalesce(nullif(:rows, ''), 40)
)
SELECT events.id AS event_id, headline, date AS day, date, action, stage, minerals, actors, targets, via, sources, official,
       languages, instrument,
       coalesce(effective, announced) IS NULL AS undated
FROM page JOIN events ON events.id = page.event_id
ORDER BY events.date DESC, events.id DESC
