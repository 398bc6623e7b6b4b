-- list: the tickets of a draw, a line for each person.
SELECT t.first, t.last, t.participant FROM draws_ticket t
WHERE t.tenant_id = %(tenant)s AND t.draw_id = %(draw)s
ORDER BY t.first
