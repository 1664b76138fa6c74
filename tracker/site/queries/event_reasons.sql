-- Why an event is coded so
-- The reasons of every claim that tells of the event :event: for each value of each field the rule that gave it and the passage that the rule read, with its place in the article's title or text; official sources first. A rule's name begins with cue where words of the codebook's cue table fired.
SELECT claim_reasons.field AS about, claim_reasons.value, claim_reasons.rule, claim_reasons.quote, claim_reasons.part,
       claim_reasons.start, claim_reasons."end", claims.id AS claim_id, claims.certainty, articles.id AS article_id,
       articles.publisher, articles.tier, articles.language, articles.told, articles.feed_id
FROM claim_reasons
JOIN claims ON claims.id = claim_reasons.claim_id
JOIN articles ON articles.id = claims.article_id
WHERE claims.event_id = :event
ORDER BY articles.tier <> 'official', articles.told, claims.id, claim_reasons.position
