-- Find measures by words
-- Measures that hold all words of :q in their names, their number, the names of what they cover in English or Chinese, or their note. The last word may go on, quotation marks hold a phrase. Of more than 5,000, the newest 5,000 are weighed; :rows are shown, those after :after (a row's cursor).
WITH hits(place, score) AS MATERIALIZED (
    SELECT rowid, CAST(rank * 10 AS INTEGER) FROM search
    WHERE search MATCH search_words(:q) AND rowid >= 2199023255552 AND rowid < 3298534883328  -- measures, newest first
    ORDER BY rowid DESC LIMIT 5000
), page(place, score) AS MATERIALIZED (
    SELECT place, score FROM hits
    WHERE (score, -place) > (CAST(substr(:after, 1, instr(:after, '!') - 1) AS INTEGER), -CAST(substr(:after, instr(:after, '!') + 1) AS INTEGER)) OR instr(:after, '!') = 0
    ORDER BY score, place DESC LIMIT CAST(coalesce(nullif(:rows, ''), '40') AS INTEGER)
)
SELECT measures.id AS measure_id, instrument, title, name, official_title, actors, nullif(search_docs.day, '') AS day, page.score || '!' || page.place AS cursor,
       (SELECT count(*) FROM hits) AS found
FROM page CROSS JOIN search_docs ON search_docs.place = page.place
     CROSS JOIN measures ON measures.id = search_docs.id
ORDER BY page.score, page.place DESC
