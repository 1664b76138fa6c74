-- The controlled items of an act or article
-- Rows of the lists of controlled goods of the instrument :instrument, in its notice and annexes, or of the one article :article; give one of the two.
SELECT controlled_items.id AS item_id, controlled_items.article_id, controlled_items.position, number, name, name_zh,
       control_codes, hs_codes, threshold, minerals, quote, articles.title, articles.language, articles.part_of
FROM controlled_items JOIN articles ON articles.id = controlled_items.article_id
WHERE controlled_items.article_id IN (
    SELECT :article
    UNION SELECT article_id FROM controlled_items WHERE :instrument <> '' AND instrument = :instrument)
  AND (:instrument = '' OR articles.copy_of IS NULL)
ORDER BY articles.part_of IS NOT NULL, articles.told, controlled_items.article_id, controlled_items.position
