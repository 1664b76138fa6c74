-- Which table points to which?
-- Foreign keys of all tables: the column that points, and the table and column that it points to. A key of two columns has two rows with one number.
SELECT tables.name AS "table", keys.id AS number, keys."from" AS "column", keys."table" AS points_to,
       coalesce(keys."to", 'id') AS points_to_column
FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys
WHERE tables.type = 'table'
ORDER BY 1, 2, keys.seq
