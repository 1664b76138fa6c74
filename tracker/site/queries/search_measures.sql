-- Find measures by words
-- Measures whose title or number holds all words of :q or, where a word or the whole is a name of the vocabulary in English or Chinese, that cover what it names or are its acts. Give :folded as the same words in simplified Chinese characters, or leave it empty.
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
), told(n, measure_id) AS MATERIALIZED (
    SELECT n, measure_id FROM named JOIN scope_minerals ON kind = 'mineral' AND mineral = named.id
    UNION SELECT n, measures.id FROM named, measures, json_each(measures.actors) AS actor
    WHERE named.kind = 'country' AND actor.value = named.id
    UNION SELECT n, measures.id FROM named, measures, json_each(measures.agencies) AS agency
    WHERE named.kind = 'agency' AND agency.value = named.id
)
SELECT measures.id AS measure_id, instrument, title, actors FROM measures
WHERE :q <> '' AND ((0, measures.id) IN told OR NOT EXISTS (
    SELECT 1 FROM needles WHERE n > 0 AND NOT (instr(' ' || lower(title) || ' ' || lower(instrument), iif(short, ' ' || word, word)) OR instr(' ' || lower(title) || ' ' || lower(instrument), folded) OR (n, measures.id) IN told)))
ORDER BY instrument DESC LIMIT 20
