-- Find events by words
-- Events that hold all words of :q in their headline, their numbers, the names of what they concern in English or Chinese, or the passage that leads them. The last word may go on, quotation marks hold a phrase. Of more than 5,000, the newest 5,000 are weighed; :rows are shown, those after :after (a row's cursor).
WITH hits(place, score) AS MATERIALIZED (
    SELECT rowid, CAST(rank * 10 AS INTEGER) FROM search
    WHERE search MATCH search_words(:q) AND rowid >= 1099511627776 AND rowid < 2199023255552  -- events, newest first
    ORDER BY rowid DESC LIMIT 5000
), page(place, score) AS MATERIALIZED (
    SELECT place, score FROM hits
    WHERE (score, -place) > (CAST(substr(:after, 1, instr(:after, '!') - 1) AS INTEGER), -CAST(substr(:after, instr(:after, '!') + 1) AS INTEGER)) OR instr(:after, '!') = 0
    ORDER BY score, place DESC LIMIT CAST(coalesce(nullif(:rows, ''), '40') AS INTEGER)
)
SELECT events.id AS event_id, headline, date AS day, date, events.action, events.stage, events.minerals, events.actors, events.targets, events.via, sources, official,
       languages, events.instrument, coalesce(events.effective, events.announced) IS NULL AS undated, claims.quote, page.score || '!' || page.place AS cursor,
       (SELECT count(*) FROM hits) AS found
FROM page CROSS JOIN search_docs ON search_docs.place = page.place
     CROSS JOIN events ON events.id = search_docs.id
     LEFT JOIN claims ON claims.id = events.lead
ORDER BY page.score, page.place DESC
