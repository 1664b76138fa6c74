-- Which days matter, as a calendar of one query?
-- The date desk in the columns that the plugin datasette-ics turns into a calendar: add .ics to the address. It tells midnight UTC, for the plugin knows no whole days; the calendar of the page (/dates.ics) has them, tells scopes of one act once and says how sure each line is.
-- :country (CN) ISO 3166 alpha-2 code of who acts; all if empty.
SELECT day AS event_dtstart, replace(what, '_', ' ') || ' – ' || title AS event_name,
       owner || '/' || scope_id || '/' || kind || '/' || day || '@critical-minerals-tracker' AS event_uid,
       'How sure: ' || certainty || char(10) || 'Source: ' || source AS event_description
FROM date_desk
WHERE coalesce(:country, '') = '' OR EXISTS (SELECT 1 FROM json_each(actors) WHERE value = :country)
ORDER BY day, title, kind, scope_id
LIMIT 900
