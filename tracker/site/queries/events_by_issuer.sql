-- Whose events concern which mineral?
-- Events by mineral and acting country from the day :since to the day :until (the last 12 months if empty). :mineral may name several minerals or groups with commas between; a group counts the events of its members, each once. Empty means every mineral by itself. :country may name several acting countries.
-- :since (2024-01-01) First day, as YYYY-MM-DD; 36 months ago if empty.
-- :until (2025-12-31) Last day, as YYYY-MM-DD; today if empty.
-- :mineral () Ids of minerals or groups with commas between; all if empty.
-- :country (CN) ISO 3166 alpha-2 codes of those who act, with commas between; all if empty.
WITH RECURSIVE bounds(since, until) AS (
    SELECT coalesce(nullif(:since, ''), date('now', 'start of month', '-11 months')),
           coalesce(nullif(:until, ''), date('now'))
), above(mineral, line) AS (
    SELECT id, id FROM terms WHERE kind = 'mineral'
    UNION
    SELECT above.mineral, grp.value FROM above, terms, json_each(terms.groups) AS grp
    WHERE terms.kind = 'mineral' AND terms.id = above.line
), lines(mineral, line) AS MATERIALIZED (
    SELECT mineral, line FROM above
    WHERE CASE :mineral WHEN '' THEN mineral = line ELSE instr(',' || :mineral || ',', ',' || line || ',') END
), these(event_id, number) AS MATERIALIZED (
    SELECT id, rowid FROM events
    WHERE min(events.date, substr(events.told, 1, 10)) >= (SELECT since FROM bounds)
      AND min(events.date, substr(events.told, 1, 10)) <= (SELECT until FROM bounds)
)
SELECT lines.line AS mineral, actor.country, count(DISTINCT these.number) AS events
FROM these CROSS JOIN event_countries AS actor ON actor.event_id = these.event_id AND actor.role = 'actor'
     CROSS JOIN event_minerals AS about ON about.event_id = these.event_id
     CROSS JOIN lines ON lines.mineral = about.mineral
WHERE :country = '' OR instr(',' || :country || ',', ',' || actor.country || ',')
GROUP BY 1, 2 ORDER BY 1, 2
