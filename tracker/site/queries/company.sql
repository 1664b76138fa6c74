-- Who and what appears together with a mineral, country, agency or firm
-- The minerals, countries, agencies and firms that share most events with the thing :id of the kind :kind (mineral, country, agency or firm); of more than 1,000 events, the newest 1,000 are counted.
WITH RECURSIVE members(id) AS (
    SELECT :id
    UNION
    SELECT terms.id FROM members, terms, json_each(terms.groups) AS grp
    WHERE :kind = 'mineral' AND terms.kind = 'mineral' AND grp.value = members.id
), every(event_id, date) AS (
    SELECT event_id, date FROM event_minerals WHERE :kind = 'mineral' AND mineral IN (SELECT id FROM members)
    UNION
    SELECT event_id, date FROM event_countries WHERE :kind = 'country' AND country = :id
    UNION
    SELECT event_id, date FROM event_agencies WHERE :kind = 'agency' AND agency = :id
    UNION
    SELECT event_id, date FROM event_firms WHERE :kind = 'firm' AND firm = :id
), these AS MATERIALIZED (
    SELECT event_id FROM every ORDER BY date DESC, event_id DESC LIMIT 1000
)
SELECT * FROM (
    SELECT 'mineral' AS kind, mineral AS id, count(*) AS events FROM these CROSS JOIN event_minerals USING (event_id)
    WHERE NOT (:kind = 'mineral' AND mineral = :id) GROUP BY mineral ORDER BY events DESC, id LIMIT 10)
UNION ALL SELECT * FROM (
    SELECT 'country', country, count(DISTINCT event_id) AS events FROM these CROSS JOIN event_countries USING (event_id)
    WHERE country <> '*' AND NOT (:kind = 'country' AND country = :id) GROUP BY country ORDER BY events DESC, country LIMIT 10)
UNION ALL SELECT * FROM (
    SELECT 'agency', agency, count(*) AS events FROM these CROSS JOIN event_agencies USING (event_id)
    WHERE NOT (:kind = 'agency' AND agency = :id) GROUP BY agency ORDER BY events DESC, agency LIMIT 10)
UNION ALL SELECT * FROM (
    SELECT 'firm', firm, count(*) AS events FROM these CROSS JOIN event_firms USING (event_id)
    WHERE NOT (:kind = 'firm' AND firm = :id) GROUP BY firm ORDER BY events DESC, firm LIMIT 10)
