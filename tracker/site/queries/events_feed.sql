-- What is new, as a feed of one query?
-- Events in the order in which this tracker learned of them, in the columns that the plugin datasette-atom turns into a feed: add .atom to the address. The feeds of the pages (/events.atom) take every filter of the page, go on page by page and keep their ids.
-- :mineral (antimony) Id of a mineral; all if empty.
-- :since () First day on which it was learned, as YYYY-MM-DD; any if empty.
-- :site (http://127.0.0.1:8001) Address of this site for the links; they are relative if empty.
SELECT 'urn:x-critical-minerals:event:' || events.id AS atom_id, events.headline AS atom_title, events.seen AS atom_updated,
       coalesce(:site, '') || '/event/' || events.id AS atom_link, articles.publisher AS atom_author_name,
       replace(events.action, '_', ' ') || ', ' || replace(events.stage, '_', ' ') || ', ' || events.date || ': '
           || claims.quote AS atom_content
FROM events JOIN claims ON claims.id = events.lead JOIN articles ON articles.id = claims.article_id
WHERE events.seen >= coalesce(:since, '') AND (coalesce(:mineral, '') = '' OR EXISTS (
    SELECT 1 FROM event_minerals WHERE event_minerals.mineral = :mineral AND event_minerals.event_id = events.id))
ORDER BY events.seen DESC, events.id
LIMIT 100
