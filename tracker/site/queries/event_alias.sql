-- Where a merged event went
-- The event that the id :event leads to since people merged it into another, or since its first claim was coded anew.
SELECT event_aliases.id, event_aliases.event_id, event_aliases.why FROM event_aliases WHERE event_aliases.id = :event
