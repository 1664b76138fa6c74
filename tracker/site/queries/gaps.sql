-- Which official numbers have we never seen?
-- Numbers that were skipped in a series, or that an article cites, without a notice of that number ever having been seen. We may be blind there.
SELECT number_gaps.instrument, number_gaps.series, number_gaps.why, number_gaps.times, articles.id AS article_id,
       articles.title, articles.publisher, articles.language, articles.told
FROM number_gaps LEFT JOIN articles ON articles.id = number_gaps.cited_by
ORDER BY CASE WHEN number_gaps.series GLOB '* [12][0-9][0-9][0-9]' THEN substr(number_gaps.series, -4) ELSE '' END DESC,
         number_gaps.series, number_gaps.why = 'skipped',
         cast(substr(number_gaps.instrument, length(number_gaps.series) + 2) AS INTEGER) DESC, number_gaps.instrument
