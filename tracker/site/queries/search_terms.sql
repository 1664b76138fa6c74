-- Find a mineral, country, agency or firm by name
-- Terms of the vocabulary whose English or Chinese name or id holds the words :q, or whose name stands among them. Give :folded as the same words in simplified Chinese characters, or leave it empty.
WITH asked(q, zh) AS (SELECT lower(trim(:q)), trim(coalesce(nullif(:folded, ''), :q)))
SELECT kind, id, name, name_zh, country FROM terms, asked
WHERE q <> '' AND kind <> 'action' AND (
    (length(q) > 2 AND (instr(lower(name), q) OR instr(lower(id), q))) OR lower(name) = q OR lower(id) = q
    OR instr(name_zh, zh) OR (name_zh <> '' AND instr(zh, name_zh))
    OR instr(' ' || q || ' ', ' ' || lower(name) || ' '))
ORDER BY lower(name) = q DESC, name_zh = zh DESC, instr(' ' || q || ' ', ' ' || lower(name) || ' ') = 0,
         length(name), name LIMIT 12
