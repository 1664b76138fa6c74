-- The steps of a measure
-- What happened to the measure :measure, step by step, each with the act that caused it and the passage behind it or, where no text was read, the address at which the register or a person found it.
SELECT steps.id AS step_id, steps.scope_id, scopes.action, scopes.paragraph, steps.kind, steps.date, steps.until,
       steps.known, steps.by, steps.tier, steps.source, steps.event_id, steps.claim_id, events.headline, claims.quote,
       claims.rule, articles.id AS article_id, articles.title, articles.url, articles.publisher, articles.language,
       articles.told, articles.feed_id
FROM steps
JOIN scopes ON scopes.measure_id = steps.measure_id AND scopes.id = steps.scope_id
LEFT JOIN events ON events.id = steps.event_id
LEFT JOIN claims ON claims.id = steps.claim_id
LEFT JOIN articles ON articles.id = claims.article_id
WHERE steps.measure_id = :measure
ORDER BY steps.date, steps.scope_id, steps.kind
