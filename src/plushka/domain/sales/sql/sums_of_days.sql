-- sums_of_days: what was sold in a stretch of time, by local day, by hour of
-- the day and by outlet, each by the version that ruled, in one look.
--
-- The index on the moment of sale finds the stretch, so what it costs goes with
-- what was sold in it and not with all that ever was.
WITH sold AS (
    SELECT (at AT TIME ZONE %(zone)s::text)::date AS day,
        extract(hour FROM at AT TIME ZONE %(zone)s::text)::int AS hour,
        outlet_id, version_id, to_pay, redeemed, accrued
    FROM sales_sale
    WHERE tenant_id = %(tenant)s
        AND at >= %(since)s::timestamptz AND at < %(until)s::timestamptz
        -- Nothing is sold long after it got its id, and ids go with time.
        AND id >= %(first)s::uuid
)
SELECT day, hour, outlet_id, version_id, count(*),
    sum(to_pay)::bigint, sum(redeemed)::bigint, sum(accrued)::bigint
FROM sold
GROUP BY GROUPING SETS ((day, version_id), (hour, version_id), (outlet_id, version_id))
