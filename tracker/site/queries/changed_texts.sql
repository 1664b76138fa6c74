-- Which texts were changed after they were published?
-- Changes found when pages were read again in the last :days days (365 if empty), official ones first, newest first.
-- :days (365) A number of days; 365 if empty.
SELECT revisions.article_id, articles.title, articles.publisher, articles.tier, articles.instrument, revisions.revision,
       revisions.at, revisions.added, revisions.removed, articles.gone_at
FROM revisions JOIN articles ON articles.id = revisions.article_id
WHERE revisions.revision > 1 AND revisions.at >= date('now', '-' || coalesce(nullif(:days, ''), '365') || ' days')
ORDER BY articles.tier <> 'official', revisions.at DESC
