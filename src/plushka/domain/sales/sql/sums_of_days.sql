-- sums_of_days: what was sold in a stretch of time, by local day, by hour of
-- the day and by outlet, each by the version that ruled, in one look.
--
-- The index on the moment of sale finds the stretch, so what it costs goes with
-- what was sold in it and not with all that ever was. Receipts are added up by
-- quarters of an hour first, of which there are few: every zone's days and hours
-- are made of whole ones.
WITH quarters AS (
    SELECT date_bin('15 minutes', at, '2000-01-01 00:00+00'::timestamptz) AS quarter,
        outlet_id, version_id, count(*) AS n, sum(to_pay) AS to_pay,
        sum(redeemed) AS redeemed, sum(accrued) AS accrued
    FROM sales_sale
    WHERE tenant_id = %(tenant)s
        AND at >= %(since)s::timestamptz AND at < %(until)s::timestamptz
        -- Nothing is sold long after it got its id, and ids go with time.
        AND id >= %(first)s::uuid
    GROUP BY quarter, outlet_id, version_id
), sold AS (
    SELECT (quarter AT TIME ZONE %(zone)s::text)::date AS day,
        extract(hour FROM quarter AT TIME ZONE %(zone)s::text)::int AS hour,
        outlet_id, version_id, n, to_pay, redeemed, accrued
    FROM quarters
)
SELECT day, hour, outlet_id, version_id, sum(n)::bigint,
    sum(to_pay)::bigint, sum(redeemed)::bigint, sum(accrued)::bigint
FROM sold
GROUP BY GROUPING SETS ((day, version_id), (hour, version_id), (outlet_id, version_id))
