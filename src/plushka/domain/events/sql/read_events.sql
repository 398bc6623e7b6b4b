-- read_events: what happened after a place in the outbox, in order.
--
-- A transaction gets its number when it first writes and shows its rows when
-- it commits, so a low number may show up after a high one. Only rows are
-- given whose number lies below every transaction still running: nothing can
-- turn up before them any more, and a reader may go on from the last of them.
-- A transaction that runs long, whosever it is, makes readers wait, not miss.
SELECT e.id, e.member_id, e.type, e.at, e.data::text, e.transaction::text
FROM events_event e
WHERE e.tenant_id = %(tenant)s
  AND (e.transaction, e.id) > (%(transaction)s::text::xid8, %(id)s::uuid)
  AND e.transaction < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.transaction, e.id
LIMIT %(limit)s
