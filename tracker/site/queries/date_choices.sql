-- The minerals and issuers of the date desk
-- Each list of minerals, and of those who act, that stands on the date desk, 90 days back and ahead.
SELECT DISTINCT minerals, actors FROM date_desk ORDER BY 1, 2
