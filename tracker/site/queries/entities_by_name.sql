-- Is a firm on an official list?
-- Listed firms and bodies whose English or Chinese name holds :name; all of them if empty.
-- :name (Optics) A part of a name, in English or Chinese; all if empty.
SELECT listed_entities.name, listed_entities.name_zh, listed_entities.country, listed_entities.address,
       listed_entities.number, listed_entities.instrument, listed_entities.article_id, listed_entities.quote
FROM listed_entities
WHERE instr(lower(listed_entities.name), lower(trim(:name))) OR instr(listed_entities.name_zh, trim(:name))
ORDER BY listed_entities.instrument DESC, listed_entities.position
