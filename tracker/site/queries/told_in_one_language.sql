-- What has been told in one language only?
-- Events since :since of which every report is in the language :language: what readers of other languages have not been told.
-- :language (zh) A language code, such as zh or en; zh if empty.
-- :since (2025-01-01) First day of the events, as YYYY-MM-DD; a year ago if empty.
SELECT events.date, events.id AS event_id, events.headline, events.action, events.stage, events.actors,
       events.minerals, events.instrument, events.sources, events.official, claims.quote
FROM events JOIN claims ON claims.id = events.lead
WHERE events.date >= coalesce(nullif(:since, ''), date('now', '-1 year'))
  AND events.languages = json_array(coalesce(nullif(:language, ''), 'zh'))
ORDER BY events.date DESC, events.id
LIMIT 300
