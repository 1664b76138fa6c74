-- Texts of articles that may be shown
-- The whole texts of those of :articles (a JSON array of ids) that are published in full, such as official notices.
SELECT articles.id AS article_id, text FROM json_each(coalesce(nullif(:articles, ''), '[]')) AS given
CROSS JOIN articles ON articles.id = given.value WHERE text IS NOT NULL
