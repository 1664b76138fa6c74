-- Who tells first?
-- Publishers by the number of events since :since that they told before anybody else whom we follow, beside the number that they told at all. Of more than 2,000 events, the newest 2,000 are counted. Copies of a wire story are its publisher's reports too.
-- :since (2025-01-01) First day of the events, as YYYY-MM-DD; 90 days ago if empty.
WITH these(id) AS MATERIALIZED (
    SELECT id FROM events WHERE date >= coalesce(nullif(:since, ''), date('now', '-90 days'))
    ORDER BY date DESC LIMIT 2000
), reports AS (
    SELECT these.id AS event_id, articles.publisher, articles.tier,
           row_number() OVER (PARTITION BY these.id ORDER BY articles.told, articles.id) AS place
    FROM these CROSS JOIN claims ON claims.event_id = these.id CROSS JOIN articles ON articles.id = claims.article_id
    WHERE claims.certainty = 'asserted'
)
SELECT publisher, tier, sum(place = 1) AS told_first, count(DISTINCT event_id) AS told
FROM reports
GROUP BY publisher, tier
ORDER BY told_first DESC, told DESC, publisher
LIMIT 200
