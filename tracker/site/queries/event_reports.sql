-- The evidence for an event
-- Every claim that tells of the event :event, with its passage, outlet, date, language and the rule that made it; official sources first, then by time. What an outlet denies or only expects is among them and says so in certainty.
SELECT claims.id AS claim_id, claims.quote, claims.action, claims.stage, claims.certainty, claims.announced,
       claims.effective, claims.until, claims.paragraph, claims.instrument, claims.rule, claims.coder, claims.field,
       claims.start, claims."end", articles.id AS article_id, articles.title, articles.url, articles.publisher,
       articles.tier, articles.language, articles.kind, articles.told, articles.fetched, articles.feed_id,
       articles.wire, articles.copy_of, articles.gone_at, claims.id = events.lead AS lead
FROM claims
JOIN articles ON articles.id = claims.article_id
JOIN events ON events.id = claims.event_id
WHERE claims.event_id = :event
ORDER BY articles.tier <> 'official', articles.told, articles.id, claims.start
