-- Find a mineral, country, agency or firm by name
-- Terms of the vocabulary whose English or Chinese name or id holds the words :q.
SELECT kind, id, name, name_zh, country FROM terms
WHERE kind <> 'action' AND (instr(lower(name), lower(:q)) OR instr(name_zh, :q) OR instr(lower(id), lower(:q))
    OR (length(name) > 3 AND instr(lower(:q), lower(name))) OR (name_zh <> '' AND instr(:q, name_zh)))
ORDER BY lower(name) = lower(:q) DESC, name_zh = :q DESC, length(name), name LIMIT 12
