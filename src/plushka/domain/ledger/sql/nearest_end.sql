-- nearest_end: the nearest local day on which anything spendable ends, and all that ends on it.
--
-- A term ends at the first moment of the day after, which it does not cover:
-- the last day it covers is the day told to the member. The account's numbers
-- are exact, so what is held and what is open is as the rows say.
SELECT
    ((l.expires_at - interval '1 microsecond') AT TIME ZONE %(zone)s)::date AS last_day,
    sum(l.remaining - l.held)::bigint
FROM ledger_lot l
WHERE l.tenant_id = %(tenant)s AND l.account_id = %(account)s
  AND l.remaining > 0 AND l.remaining > l.held
  AND l.available_at <= %(at)s AND l.expires_at > %(at)s
GROUP BY last_day
ORDER BY last_day
LIMIT 1
