-- count_funnel: of the codes activated in a span of time, day by day: how many they were, how
-- many members activated their first one, how many of these had joined for it within the hour
-- before, and how many ordered a gift afterwards.
--
-- Days are those of the company's zone. Orders that ran out unpaid are none.
WITH used AS (
    SELECT a.member_id, a.at
    FROM codes_activation AS a
    WHERE a.tenant_id = %(tenant)s
      AND a.at >= %(since)s
      AND a.at < %(until)s
      AND (%(batch)s::uuid IS NULL OR a.batch_id = %(batch)s)
), firsts AS (
    SELECT member_id, min(at) AS at FROM used GROUP BY member_id
), joined AS (
    SELECT f.at
    FROM firsts AS f
    JOIN members_member AS m ON m.tenant_id = %(tenant)s AND m.id = f.member_id
    WHERE m.created_at <= f.at AND m.created_at > f.at - interval '1 hour'
), ordered AS (
    SELECT min(o.placed_at) AS at
    FROM firsts AS f
    JOIN rewards_order AS o ON o.tenant_id = %(tenant)s AND o.member_id = f.member_id
    WHERE o.placed_at >= f.at AND o.placed_at < %(until)s AND o.state <> 'EXPIRED'
    GROUP BY f.member_id
)
SELECT 'activated', (at AT TIME ZONE %(zone)s)::date, count(*) FROM used GROUP BY 2
UNION ALL
SELECT 'members', (at AT TIME ZONE %(zone)s)::date, count(*) FROM firsts GROUP BY 2
UNION ALL
SELECT 'joined', (at AT TIME ZONE %(zone)s)::date, count(*) FROM joined GROUP BY 2
UNION ALL
SELECT 'ordered', (at AT TIME ZONE %(zone)s)::date, count(*) FROM ordered GROUP BY 2
