-- How long after publication do we first see each source?
-- Median hours from publication to first sight, slowest first; of entries published since the source was first seen.
SELECT id AS feed_id, publisher, country, tier, delay_hours, delays AS entries, every_seconds / 3600.0 AS polled_every_hours
FROM sources WHERE delay_hours IS NOT NULL
ORDER BY delay_hours DESC, id
