"""What the rows of the ledger have in common."""

from django.db import models

from plushka.domain.tenants.rows import TenantModel


class LedgerRow(TenantModel):
    """A row of the ledger. Its tenant is known to exist, because its account is.

    Without that the database would lock the tenant's own row for every entry,
    and all tills would queue there.
    """

    tenant = models.ForeignKey(
        "tenants.Tenant", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta(TenantModel.Meta):
        abstract = True
