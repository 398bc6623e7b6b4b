-- count_activations: how many activations there are, of one company or of all.
SELECT count(*) FROM codes_activation
WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
