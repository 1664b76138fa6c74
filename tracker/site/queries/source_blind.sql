-- When a source was not seen
-- The blind intervals of the source :source, newest first.
SELECT since, until, why FROM blind_intervals WHERE feed_id = :source ORDER BY since DESC LIMIT 200
