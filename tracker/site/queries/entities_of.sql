-- The firms and bodies that an act or article lists
-- Rows of the lists of firms of the instrument :instrument, in its notice and annexes, or of the one article :article; give one of the two.
SELECT listed_entities.id AS entity_id, listed_entities.article_id, listed_entities.position, number, name, name_zh,
       listed_entities.country, address, quote, articles.title, articles.language, articles.part_of
FROM listed_entities JOIN articles ON articles.id = listed_entities.article_id
WHERE listed_entities.article_id IN (
    SELECT :article
    UNION SELECT article_id FROM listed_entities WHERE :instrument <> '' AND instrument = :instrument)
  AND (:instrument = '' OR articles.copy_of IS NULL)
ORDER BY articles.part_of IS NOT NULL, articles.told, listed_entities.article_id, listed_entities.position
