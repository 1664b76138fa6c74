-- The evidence for an event
-- Every claim that tells of the event :event, with its passage, outlet, date, language and the rule that made it; official sources first. Words around the passage are given where the text may be published.
SELECT claims.id AS claim_id, claims.quote, claims.action, claims.stage, claims.certainty, claims.announced,
       claims.effective, claims.until, claims.paragraph, claims.instrument, claims.rule, claims.coder, claims.field,
       articles.id AS article_id, articles.title, articles.url, articles.publisher, articles.tier,
       articles.language, articles.kind, articles.told, articles.fetched,
       claims.id = events.lead AS lead,
       CASE WHEN claims.field = 'text' AND articles.text IS NOT NULL
            THEN substr(articles.text, max(1, claims.start - 239), min(240, claims.start)) END AS words_before,
       CASE WHEN claims.field = 'text' AND articles.text IS NOT NULL
            THEN substr(articles.text, claims."end" + 1, 240) END AS words_after
FROM claims
JOIN articles ON articles.id = claims.article_id
JOIN events ON events.id = claims.event_id
WHERE claims.event_id = :event
ORDER BY articles.tier <> 'official', articles.told, articles.id, claims.start
