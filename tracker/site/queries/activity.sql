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
), since(month) AS (
    SELECT strftime('%Y-%m', 'now', 'start of month', '-23 months')
), these(event_id, date) AS (
    SELECT id, date FROM events, since WHERE :kind = '' AND date >= since.month
    UNION
    SELECT event_id, date FROM event_minerals, since
    WHERE :kind = 'mineral' AND mineral IN (SELECT id FROM members) AND date >= since.month
    UNION
    SELECT event_id, date FROM event_countries, since
    WHERE :kind = 'country' AND country = :id AND role IN ('actor', 'target', 'via') AND date >= since.month
    UNION
    SELECT event_id, date FROM event_agencies, since WHERE :kind = 'agency' AND agency = :id AND date >= since.month
    UNION
    SELECT event_id, date FROM event_firms, since WHERE :kind = 'firm' AND firm = :id AND date >= since.month
), counts AS (
    SELECT substr(date, 1, 7) AS month, count(*) AS events FROM these GROUP BY 1
)
SELECT months.month, coalesce(counts.events, 0) AS events FROM months LEFT JOIN counts USING (month) ORDER BY 1
