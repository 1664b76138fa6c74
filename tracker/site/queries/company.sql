-- Who and what appears together with a mineral, country, agency or firm
-- The minerals, countries, agencies and firms that share most events with the thing :id of the kind :kind (mineral, country, agency or firm); of more than 1,000 events, the newest 1,000 are counted.
WITH RECURSIVE members(id) AS (
    SELECT :id
    UNION
    SELECT terms.id FROM members, terms, json_each(terms.groups) AS grp
    WHERE :kind = 'mineral' AND terms.kind = 'mineral' AND grp.value = members.id
), latest(date) AS (
    -- Of one member, role or thing the day of its newest event but 999: none before it is among the newest 1,000 of all.
    SELECT (SELECT date FROM event_minerals WHERE mineral = members.id ORDER BY date DESC LIMIT 1 OFFSET 999)
    FROM members WHERE :kind = 'mineral'
    UNION ALL
    SELECT (SELECT date FROM event_countries WHERE country = :id AND role = roles.value
            ORDER BY date DESC LIMIT 1 OFFSET 999)
    FROM json_each('["actor", "target", "via"]') AS roles WHERE :kind = 'country'
    UNION ALL
    SELECT (SELECT date FROM event_agencies WHERE agency = :id ORDER BY date DESC LIMIT 1 OFFSET 999)
    WHERE :kind = 'agency'
    UNION ALL
    SELECT (SELECT date FROM event_firms WHERE firm = :id ORDER BY date DESC LIMIT 1 OFFSET 999) WHERE :kind = 'firm'
), cut(date) AS MATERIALIZED (
    SELECT coalesce(max(date), '') FROM latest
), every(event_id, date) AS (
    SELECT event_id, event_minerals.date FROM cut, event_minerals
    WHERE :kind = 'mineral' AND mineral IN (SELECT id FROM members) AND event_minerals.date >= cut.date
    UNION
    SELECT event_id, event_countries.date FROM cut, event_countries
    WHERE :kind = 'country' AND country = :id AND role IN ('actor', 'target', 'via') AND event_countries.date >= cut.date
    UNION
    SELECT event_id, event_agencies.date FROM cut, event_agencies
    WHERE :kind = 'agency' AND agency = :id AND event_agencies.date >= cut.date
    UNION
    SELECT event_id, event_firms.date FROM cut, event_firms
    WHERE :kind = 'firm' AND firm = :id AND event_firms.date >= cut.date
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
