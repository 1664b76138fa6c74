-- Find a mineral, country, agency or firm by name
-- Terms of the vocabulary whose English or Chinese name or id holds the words :q, or whose name stands among them; Traditional characters and case do not matter. :rows are shown.
WITH asked(q) AS MATERIALIZED (SELECT trim(search_plain(:q))),
named AS (SELECT *, lower(name) AS en, name_zh AS zh FROM terms WHERE kind <> 'action')
SELECT kind, id, name, name_zh, country, count(*) OVER () AS found FROM named, asked
WHERE q <> '' AND (
    (length(q) > 2 AND (instr(en, q) OR instr(lower(id), q))) OR en = q OR lower(id) = q
    OR instr(zh, q) OR (zh <> '' AND instr(q, zh)) OR instr(' ' || q || ' ', ' ' || en || ' '))
ORDER BY en = q DESC, zh = q DESC, instr(' ' || q || ' ', ' ' || en || ' ') = 0, length(name), name
LIMIT CAST(coalesce(nullif(:rows, ''), '12') AS INTEGER)
