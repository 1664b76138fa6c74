-- What kind of thing happened in which month, on a mineral or by a country?
-- Events by month and action from the day :since to the day :until (the last 36 months if empty). :mineral and :country (who acts) may each name several with commas between, a group of minerals together with its members; empty means all. An event that lies ahead stands at the day it was told.
-- :since (2024-01-01) First day, as YYYY-MM-DD; 36 months ago if empty.
-- :until (2025-12-31) Last day, as YYYY-MM-DD; today if empty.
-- :mineral () Ids of minerals or groups with commas between; all if empty.
-- :country (CN) ISO 3166 alpha-2 codes of those who act, with commas between; all if empty.
WITH bounds(since, until) AS (
    SELECT coalesce(nullif(:since, ''), date('now', 'start of month', '-35 months')),
           coalesce(nullif(:until, ''), date('now'))
), minerals(id) AS (
    SELECT value FROM json_each('[' || replace(json_quote(:mineral), ',', '","') || ']') WHERE :mineral <> ''
), countries(id) AS (
    SELECT value FROM json_each('[' || replace(json_quote(:country), ',', '","') || ']') WHERE :country <> ''
), linked(event_id) AS (
    SELECT event_id FROM event_minerals
    WHERE mineral IN (SELECT id FROM minerals) AND date >= (SELECT since FROM bounds) AND :country = ''
    UNION
    SELECT event_id FROM event_countries
    WHERE country IN (SELECT id FROM countries) AND role = 'actor' AND date >= (SELECT since FROM bounds)
      AND :mineral = ''
    UNION
    SELECT event_id FROM event_minerals
    WHERE mineral IN (SELECT id FROM minerals) AND date >= (SELECT since FROM bounds) AND :country <> ''
      AND EXISTS (SELECT 1 FROM event_countries AS actor WHERE actor.event_id = event_minerals.event_id
                  AND actor.role = 'actor' AND actor.country IN (SELECT id FROM countries))
), found(day, action) AS (
    SELECT min(events.date, substr(events.told, 1, 10)), action FROM events
    WHERE :mineral = '' AND :country = ''
      AND min(events.date, substr(events.told, 1, 10)) >= (SELECT since FROM bounds)
      AND min(events.date, substr(events.told, 1, 10)) <= (SELECT until FROM bounds)
    UNION ALL
    SELECT min(events.date, substr(events.told, 1, 10)), action FROM linked JOIN events ON events.id = linked.event_id
    WHERE min(events.date, substr(events.told, 1, 10)) >= (SELECT since FROM bounds)
      AND min(events.date, substr(events.told, 1, 10)) <= (SELECT until FROM bounds)
)
SELECT substr(day, 1, 7) AS month, action, count(*) AS events FROM found GROUP BY 1, 2 ORDER BY 1, 2
