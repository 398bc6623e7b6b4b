"""Worked receipts."""

from django.db import models

from plushka.domain.tenants.rows import TenantModel


class Example(TenantModel):
    """A receipt, where the member stood, and what it has to come to."""

    name = models.CharField(max_length=200)
    #: As ``POST /sales/quote`` takes it, without the member and with the moment written out.
    receipt = models.JSONField()
    #: ``states.MemberState`` as JSON; null is a sale without a member.
    member = models.JSONField(null=True)
    #: The numbers, as ``POST /sales/quote`` tells them; what is not named is not compared.
    expected = models.JSONField()
    created_at = models.DateTimeField()
    #: ``key:<id>``, ``staff:<id>`` or ``system:<part>``.
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "name"], name="example_name_once_a_tenant"),
        )
