-- What starts, ends, resumes or closes for comment around today?
-- The date desk, 90 days back and ahead, by day. :since and :until narrow the days; :kind, :mineral and :country may each name several with commas between; empty means all.
-- :kind () starts, ends, resumes, pause_ends or closes, several with commas between; all if empty.
-- :mineral () Ids of minerals with commas between; all if empty.
-- :since () The first day, as YYYY-MM-DD; 90 days back if empty.
-- :until () The last day, as YYYY-MM-DD; 90 days ahead if empty.
-- :country (CN) ISO 3166 alpha-2 codes of those who act, with commas between; all if empty.
SELECT day, kind, what, certainty, title, instrument, actors, action, paragraph, minerals, measure_id, scope_id, event_id,
       owner, source, publisher, basis, confidence
FROM date_desk
WHERE day >= coalesce(:since, '') AND day <= coalesce(nullif(:until, ''), '9999')
  AND (coalesce(:kind, '') = '' OR instr(',' || :kind || ',', ',' || kind || ','))
  AND (coalesce(:mineral, '') = '' OR EXISTS (
      SELECT 1 FROM json_each(minerals) WHERE instr(',' || :mineral || ',', ',' || value || ',')))
  AND (coalesce(:country, '') = '' OR EXISTS (
      SELECT 1 FROM json_each(actors) WHERE instr(',' || :country || ',', ',' || value || ',')))
ORDER BY day, title, kind, scope_id
LIMIT 5000
