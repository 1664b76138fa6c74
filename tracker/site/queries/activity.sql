-- How busy a mineral, country, agency or firm was, month by month
-- Events by month of the thing :id of the kind :kind (mineral, country, agency or firm) in the 24 months to today; all events if both are empty.
WITH RECURSIVE months(month) AS (
    SELECT strftime('%Y-%m', 'now', 'start of month', '-23 months')
    UNION ALL
    SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM months WHERE month < strftime('%Y-%m', 'now')
), members(id) AS (
    SELECT :id
    UNION
    SELECT terms.id FROM members, terms, json_each(terms.groups) AS grp
    WHERE :kind = 'mineral' AND terms.kind = 'mineral' AND grp.value = members.id
), these(event_id, date) AS (
    SELECT id, date FROM events WHERE :kind = ''
    UNION
    SELECT event_id, date FROM event_minerals WHERE :kind = 'mineral' AND mineral IN (SELECT id FROM members)
    UNION
    SELECT event_id, date FROM event_countries WHERE :kind = 'country' AND country = :id
    UNION
    SELECT event_id, date FROM event_agencies WHERE :kind = 'agency' AND agency = :id
    UNION
    SELECT event_id, date FROM event_firms WHERE :kind = 'firm' AND firm = :id
), counts AS (
    SELECT substr(date, 1, 7) AS month, count(*) AS events FROM these GROUP BY 1
)
SELECT months.month, coalesce(counts.events, 0) AS events FROM months LEFT JOIN counts USING (month) ORDER BY 1
