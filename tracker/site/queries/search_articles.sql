-- Find articles by words
-- Articles in scope whose title holds all words of :q or, where a word or the whole is a name of a mineral, agency or firm in English or Chinese, that mention what it names. Give :folded as the same words in simplified Chinese characters, or leave it empty.
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
), told(n, article_id) AS MATERIALIZED (
    SELECT DISTINCT n, article_id FROM named JOIN mentions ON mentions.kind = named.kind AND mentions.term = named.id
    WHERE named.kind <> 'country'
)
SELECT articles.id AS article_id, title, url, publisher, tier, language, told,
       (SELECT event_id FROM claims WHERE claims.article_id = articles.id AND event_id IS NOT NULL LIMIT 1) AS event_id
FROM articles
WHERE in_scope = 1 AND :q <> '' AND ((0, articles.id) IN told OR NOT EXISTS (
    SELECT 1 FROM needles WHERE n > 0 AND NOT (instr(' ' || lower(title), iif(short, ' ' || word, word)) OR instr(' ' || lower(title), folded) OR (n, articles.id) IN told)))
ORDER BY articles.told DESC, articles.id LIMIT 40
