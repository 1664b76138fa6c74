-- Through which countries are controls said to be evaded?
-- Reported ways around controls: origin, transit, destination, mineral and amount. :mineral and :country may each name several with commas between; empty means all. Rows of one claim share its amount.
-- :mineral (antimony) Ids of minerals with commas between; all if empty.
-- :country () ISO 3166 alpha-2 codes of origin, transit or destination, with commas between; all if empty.
SELECT routes.id AS route_id, routes.event_id, routes.claim_id, routes.date, events.headline, routes.origin,
       routes.transit, routes.destination, routes.mineral, routes.quantity, routes.unit, routes.since, routes.until,
       events.sources, events.official
FROM routes JOIN events ON events.id = routes.event_id
WHERE (coalesce(:mineral, '') = '' OR instr(',' || :mineral || ',', ',' || routes.mineral || ','))
  AND (coalesce(:country, '') = '' OR instr(',' || :country || ',', ',' || nullif(routes.origin, '') || ',')
       OR instr(',' || :country || ',', ',' || nullif(routes.transit, '') || ',')
       OR instr(',' || :country || ',', ',' || nullif(routes.destination, '') || ','))
ORDER BY routes.date DESC, routes.event_id, routes.claim_id, routes.origin, routes.transit, routes.destination,
         routes.mineral
LIMIT 500
