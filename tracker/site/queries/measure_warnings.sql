-- What must be looked at about a measure
-- Open conflicts about the measure :measure: sources that contradict each other, take back what they told, share a number or give a date that cannot be.
SELECT issues.kind, issues.reason, issues.first_at, issues.last_at, issues.times
FROM issues
WHERE issues.subject = :measure AND issues.room = 'measures' AND issues.resolved_at IS NULL
ORDER BY issues.kind
