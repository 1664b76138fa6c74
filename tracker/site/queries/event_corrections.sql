-- What people corrected
-- Every correction of the event :event and of its claims, in the order in which they were said, those taken back among them.
SELECT corrections.*
FROM corrections
WHERE (subject = 'event' AND (subject_id = :event OR (kind = 'split' AND field = :event) OR (kind = 'merge'
           AND (value = :event OR subject_id IN (SELECT id FROM event_aliases WHERE event_id = :event)))))
   OR (subject = 'claim' AND (subject_id IN (SELECT id FROM claims WHERE event_id = :event)
           OR (kind = 'reject' AND before = :event)))
ORDER BY at, id
