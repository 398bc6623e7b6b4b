-- advertised: how often each of these members was sent advertising, or it is on its way, within
-- a day and within a week.
SELECT m.member_id,
    count(*) FILTER (WHERE m.created_at > %(at)s::timestamptz - interval '1 day'),
    count(*)
FROM messaging_message m
WHERE m.tenant_id = %(tenant)s AND m.member_id = ANY (%(members)s::uuid[])
    AND m.nature = 2 AND m.state IN ('SENDING', 'SENT', 'DELIVERED', 'PERHAPS')
    AND m.created_at > %(at)s::timestamptz - interval '7 days'
GROUP BY m.member_id
