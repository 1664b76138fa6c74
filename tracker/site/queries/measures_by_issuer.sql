-- How many measures of which country stand on which mineral?
-- Measures by mineral and issuing country today: in_force counts those in force, otherwise those that only stand otherwise (suspended, announced, proposed, reported, or with a pause that ran out unconfirmed). :mineral may name several minerals or groups with commas between (empty: every one); an act on a group counts for its members and the reverse. :country may name several issuers. Acts that only pause others are left out.
-- :mineral () Ids of minerals or groups with commas between; all if empty.
-- :country (CN) ISO 3166 alpha-2 codes of issuers, with commas between; all if empty.
WITH RECURSIVE above(mineral, grp) AS (
    SELECT id, id FROM terms WHERE kind = 'mineral'
    UNION
    SELECT above.mineral, each.value FROM above, terms, json_each(terms.groups) AS each
    WHERE terms.kind = 'mineral' AND terms.id = above.grp
), kin(line, mineral) AS MATERIALIZED (
    SELECT mineral, grp FROM above WHERE :mineral = '' OR instr(',' || :mineral || ',', ',' || mineral || ',')
    UNION
    SELECT grp, mineral FROM above WHERE :mineral = '' OR instr(',' || :mineral || ',', ',' || grp || ',')
), standing(measure_id, scope_id, holds) AS MATERIALIZED (
    SELECT spans.measure_id, spans.scope_id, spans.state = 'in_force'
    FROM measures CROSS JOIN spans ON spans.measure_id = measures.id
         CROSS JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
    WHERE spans.state <> 'ended' AND scopes.action <> 'suspension'
      AND spans.since <= date('now') AND (spans.until IS NULL OR date('now') <= spans.until)
      AND spans.known_since <= date('now') AND (spans.known_until IS NULL OR date('now') <= spans.known_until)
), lined(line, measure_id, holds) AS MATERIALIZED (
    SELECT kin.line, standing.measure_id, max(standing.holds)
    FROM standing CROSS JOIN scope_minerals
         ON scope_minerals.measure_id = standing.measure_id AND scope_minerals.scope_id = standing.scope_id
    CROSS JOIN kin ON kin.mineral = scope_minerals.mineral
    GROUP BY 1, 2
)
SELECT lined.line AS mineral, actor.value AS country, sum(holds) AS in_force, sum(NOT holds) AS otherwise
FROM lined CROSS JOIN measures ON measures.id = lined.measure_id CROSS JOIN json_each(measures.actors) AS actor
WHERE :country = '' OR instr(',' || :country || ',', ',' || actor.value || ',')
GROUP BY 1, 2 ORDER BY 1, 2
