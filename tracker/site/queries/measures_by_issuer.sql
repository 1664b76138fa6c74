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
), bound(act, mineral, holds) AS MATERIALIZED (
    SELECT measures.rowid, scope_minerals.mineral, max(spans.state = 'in_force')
    FROM measures CROSS JOIN spans ON spans.measure_id = measures.id
         CROSS JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
         CROSS JOIN scope_minerals
             ON scope_minerals.measure_id = spans.measure_id AND scope_minerals.scope_id = spans.scope_id
    WHERE spans.state <> 'ended' AND scopes.action <> 'suspension'
      AND spans.since <= date('now') AND (spans.until IS NULL OR date('now') <= spans.until)
      AND spans.known_since <= date('now') AND (spans.known_until IS NULL OR date('now') <= spans.known_until)
    GROUP BY 1, 2
), acting(act, country) AS MATERIALIZED (
    SELECT measures.rowid, actor.value FROM measures, json_each(measures.actors) AS actor
    WHERE :country = '' OR instr(',' || :country || ',', ',' || actor.value || ',')
)
SELECT line AS mineral, country, count(DISTINCT CASE WHEN holds THEN act END) AS in_force,
       count(DISTINCT act) - count(DISTINCT CASE WHEN holds THEN act END) AS otherwise
FROM bound CROSS JOIN acting USING (act) CROSS JOIN kin USING (mineral)
GROUP BY 1, 2 ORDER BY 1, 2
