-- next_number: count the receipt numbers that were suggested in an outlet on a local day.
UPDATE tenants_outlet
SET numbered_on = %(day)s::date,
    n_numbers = CASE WHEN numbered_on = %(day)s::date THEN n_numbers ELSE 0 END + 1
WHERE tenant_id = %(tenant)s AND id = %(outlet)s
RETURNING n_numbers
