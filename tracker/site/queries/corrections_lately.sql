-- What have people corrected lately, and why?
-- Corrections of the last :days days, newest first, those taken back among them: who said it, of what, the value before and after, the reason.
-- :days (365) A number of days; 365 if empty.
SELECT at, author, kind, subject, subject_id, field, before, value, reason, quote, source, undone_at, undone_by
FROM corrections
WHERE at >= date('now', '-' || coalesce(nullif(:days, ''), '365') || ' days')
ORDER BY at DESC, id
LIMIT 500
