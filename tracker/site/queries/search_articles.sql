-- Find articles by words
-- Articles in scope that hold all words of :q in their title, their number, the names of what they mention in English or Chinese, or in the passages that were coded; in the whole text where it may be shown. The last word may go on, quotation marks hold a phrase. Of more than 5,000, the newest 5,000 are weighed; :rows are shown, those after :after (a row's cursor).
WITH hits(place, score) AS MATERIALIZED (
    SELECT rowid, CAST(rank * 10 AS INTEGER) FROM search
    WHERE search MATCH search_words(:q) AND rowid >= 3298534883328 AND rowid < 4398046511104  -- articles, newest first
    ORDER BY rowid DESC LIMIT 5000
), page(place, score) AS MATERIALIZED (
    SELECT place, score FROM hits
    WHERE (score, -place) > (CAST(substr(:after, 1, instr(:after, '!') - 1) AS INTEGER), -CAST(substr(:after, instr(:after, '!') + 1) AS INTEGER)) OR instr(:after, '!') = 0
    ORDER BY score, place DESC LIMIT CAST(coalesce(nullif(:rows, ''), '40') AS INTEGER)
)
SELECT articles.id AS article_id, title, url, publisher, tier, language, told, instrument, publish,
       (SELECT event_id FROM claims WHERE claims.article_id = articles.id AND event_id IS NOT NULL LIMIT 1) AS event_id,
       (SELECT quote FROM claims WHERE claims.article_id = articles.id AND linked >= 0 ORDER BY field DESC, start LIMIT 1) AS quote, page.score || '!' || page.place AS cursor,
       (SELECT count(*) FROM hits) AS found
FROM page CROSS JOIN search_docs ON search_docs.place = page.place
     CROSS JOIN articles ON articles.id = search_docs.id
ORDER BY page.score, page.place DESC
