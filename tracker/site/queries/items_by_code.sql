-- Which goods does a control code cover?
-- Rows of control lists with a dual-use control code that begins with :code, such as 1C902 or 3C.
-- :code (1C) The beginning of a dual-use control code.
SELECT code.value AS control_code, controlled_items.name, controlled_items.name_zh, controlled_items.hs_codes,
       controlled_items.threshold, controlled_items.minerals, controlled_items.instrument,
       controlled_items.article_id, controlled_items.quote
FROM controlled_items, json_each(controlled_items.control_codes) AS code
WHERE code.value LIKE replace(:code, ' ', '') || '%'
ORDER BY code.value, controlled_items.instrument, controlled_items.position
