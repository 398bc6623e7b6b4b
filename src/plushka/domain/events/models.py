"""The outbox."""

from django.db import models

from plushka.domain.events.fields import CurrentTransaction, TransactionField
from plushka.domain.tenants.rows import TenantDetail


class Event(TenantDetail):
    """Something that happened, once. Written beside its tenant's row, so the tenant exists."""

    append_only = True

    #: Whom it happened to; null = nobody in particular. No foreign key: members are above.
    member_id = models.UUIDField(null=True)
    #: What happened, as a code: ``member_enrolled``.
    type = models.CharField(max_length=50)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    #: Written by the database: readers wait until every earlier transaction has ended.
    transaction = TransactionField(db_default=CurrentTransaction(), editable=False)

    class Meta(TenantDetail.Meta):
        indexes = (
            models.Index(fields=["tenant", "transaction", "id"], name="event_in_order_of_reading"),
        )


class Reader(TenantDetail):
    """How far a reader of ours has come in the outbox."""

    name = models.CharField(max_length=50)
    #: The cursor of the last event it has dealt with; empty before the first.
    cursor = models.CharField(max_length=60, default="")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "name"], name="reader_has_one_place_a_tenant"
            ),
        )
