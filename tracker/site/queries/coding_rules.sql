-- Which rule made which share of the claims?
-- Claims counted by the rule that made them and the version of the coder, with their share of all claims in per cent.
-- whole: claims
WITH counted AS MATERIALIZED (
    SELECT rule, coder, action, count(*) AS claims, count(DISTINCT article_id) AS articles
    FROM claims GROUP BY rule, coder, action
)
SELECT rule, coder, action, claims, round(100.0 * claims / sum(claims) OVER (), 1) AS per_cent, articles,
       (SELECT quote FROM claims AS one WHERE one.rule = counted.rule AND one.coder = counted.coder
            AND one.action = counted.action LIMIT 1) AS example
FROM counted ORDER BY claims DESC, rule, coder, action
