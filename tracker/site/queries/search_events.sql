-- Find events by words
-- Events whose headline or number holds all words of :q or, where a word or the whole is a name of the vocabulary in English or Chinese, that concern what it names. Give :folded as the same words in simplified Chinese characters, or leave it empty.
WITH RECURSIVE split(n, word, folded, rest, folded_rest) AS (
    SELECT 0, '', '', lower(trim(:q)) || ' ', lower(trim(coalesce(nullif(:folded, ''), :q))) || ' '
    UNION ALL
    SELECT n + 1, substr(rest, 1, instr(rest, ' ') - 1), substr(folded_rest, 1, instr(rest, ' ') - 1),
           substr(rest, instr(rest, ' ') + 1), substr(folded_rest, instr(rest, ' ') + 1)
    FROM split WHERE rest <> ''
), needles(n, word, folded, short) AS MATERIALIZED (
    SELECT 0, lower(trim(:q)), lower(trim(coalesce(nullif(:folded, ''), :q))), 0
    UNION ALL
    SELECT n, word, folded, length(word) <= 3 AND word GLOB '[a-z]*' FROM split WHERE word <> ''
), named(n, kind, id) AS (
    SELECT n, terms.kind, terms.id FROM needles JOIN terms ON terms.kind <> 'action'
        AND (lower(terms.name) = word OR lower(terms.id) = word OR (terms.name_zh <> '' AND terms.name_zh = folded))
    UNION
    SELECT named.n, 'mineral', terms.id FROM named, terms, json_each(terms.groups) AS grp
    WHERE named.kind = 'mineral' AND terms.kind = 'mineral' AND grp.value = named.id
), told(n, event_id) AS MATERIALIZED (
    SELECT n, event_id FROM named JOIN event_minerals ON kind = 'mineral' AND mineral = id
    UNION SELECT n, event_id FROM named JOIN event_countries ON kind = 'country' AND country = id
    UNION SELECT n, event_id FROM named JOIN event_agencies ON kind = 'agency' AND agency = id
    UNION SELECT n, event_id FROM named JOIN event_firms ON kind = 'firm' AND firm = id
)
SELECT events.id AS event_id, headline, date AS day, date, action, stage, minerals, actors, targets, via, sources, official,
       languages, instrument,
       coalesce(effective, announced) IS NULL AS undated
FROM events
WHERE :q <> '' AND ((0, events.id) IN told OR NOT EXISTS (
    SELECT 1 FROM needles WHERE n > 0 AND NOT (instr(' ' || lower(headline) || ' ' || coalesce(lower(instrument), ''), iif(short, ' ' || word, word)) OR instr(' ' || lower(headline) || ' ' || coalesce(lower(instrument), ''), folded) OR (n, events.id) IN told)))
ORDER BY date DESC, events.id DESC LIMIT 40
