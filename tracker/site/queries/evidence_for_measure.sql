-- What is the evidence for a measure?
-- Every passage that tells of the measure :measure or of a step in its life, official sources first: who published it, when, and what it says word for word.
-- :measure (cn-mofcom-2024-46) A measure's id: issuer, year and number.
WITH about(event_id) AS (
    SELECT id FROM events WHERE measure_id = :measure
    UNION
    SELECT event_id FROM steps WHERE measure_id = :measure AND event_id IS NOT NULL
)
SELECT articles.tier, articles.publisher, articles.told, claims.action, claims.stage, claims.certainty,
       claims.paragraph, claims.quote, articles.language, articles.url, claims.event_id, claims.id AS claim_id,
       claims.rule
FROM about CROSS JOIN claims ON claims.event_id = about.event_id
CROSS JOIN articles ON articles.id = claims.article_id
ORDER BY articles.tier <> 'official', articles.told, claims.id
LIMIT 500
