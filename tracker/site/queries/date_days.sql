-- How many dates stand on which day around today
-- The days of the date desk, 90 days back and ahead: how many acts or events have a date of which kind and certainty there; pause is 1 where its words begin with that. :kind, :mineral and :country may each name several with commas between; empty means all.
SELECT day, kind, certainty, substr(what, 1, 5) = 'pause' AS pause, count(DISTINCT owner) AS lines
FROM date_desk
WHERE (coalesce(:kind, '') = '' OR instr(',' || :kind || ',', ',' || kind || ','))
  AND (coalesce(:mineral, '') = '' OR EXISTS (
      SELECT 1 FROM json_each(minerals) WHERE instr(',' || :mineral || ',', ',' || value || ',')))
  AND (coalesce(:country, '') = '' OR EXISTS (
      SELECT 1 FROM json_each(actors) WHERE instr(',' || :country || ',', ',' || value || ',')))
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
