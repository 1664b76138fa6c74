-- Which controlled goods fall under a customs code?
-- Rows of control lists with a customs (HS) code that begins with :hs, such as 8112 or 8112.92; dots and blanks do not matter.
-- :hs (8112) The beginning of a customs code; dots and blanks do not matter.
SELECT hs.value AS hs_code, controlled_items.name, controlled_items.name_zh, controlled_items.control_codes,
       controlled_items.threshold, controlled_items.minerals, controlled_items.instrument,
       controlled_items.article_id, controlled_items.quote
FROM controlled_items, json_each(controlled_items.hs_codes) AS hs
WHERE hs.value LIKE replace(replace(:hs, '.', ''), ' ', '') || '%'
ORDER BY hs.value, controlled_items.instrument, controlled_items.position
