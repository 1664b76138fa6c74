-- The acts that a text names
-- The measures whose number, or the id that an act without number bears, stands in the text :text.
SELECT id AS measure_id, instrument, name, title FROM measures WHERE instr(:text, instrument) ORDER BY id
