-- Which acts suspend, amend, replace or end which others?
-- Ties between measures, told from the act that does something; the acts of the country :country, or all if empty.
-- :country (CN) The issuing country: an ISO 3166 alpha-2 code, or EU; all if empty.
-- :kind () suspends, resumes, amends, replaces, extends, implements, ends or eases; all if empty.
SELECT measure_links.kind, measure_links.measure_id, measures.instrument,
       coalesce(nullif(measures.name, ''), measures.title) AS title, measure_links.other_id,
       other.instrument AS other_instrument, coalesce(nullif(other.name, ''), other.title) AS other_title
FROM measure_links
JOIN measures ON measures.id = measure_links.measure_id
LEFT JOIN measures AS other ON other.id = measure_links.other_id
WHERE measure_links.kind NOT LIKE '%\_by' ESCAPE '\'
  AND (:kind = '' OR measure_links.kind = :kind)
  AND (:country = '' OR EXISTS (SELECT 1 FROM json_each(measures.actors) WHERE value = :country))
ORDER BY measure_links.measure_id DESC, measure_links.kind, measure_links.other_id
LIMIT 500
