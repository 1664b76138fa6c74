-- Which rules coded the claims?
-- Claims counted by the rule that made them and the version of the coder.
SELECT rule, coder, action, count(*) AS claims, count(DISTINCT article_id) AS articles, min(quote) AS example
FROM claims GROUP BY rule, coder, action ORDER BY claims DESC
