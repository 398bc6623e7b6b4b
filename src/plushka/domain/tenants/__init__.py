"""Companies, their outlets, staff and keys; and whose data we look at.

Always true:

- every row of a tenant carries its ``tenant_id``, first in every key;
- no tenant in context, no query: the manager raises ``NoTenant``;
- the database holds the same rule a second time, by row-level security;
- a key is shown once and kept as a hash.
"""
